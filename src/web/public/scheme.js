// Runs before the first paint, from a file of its own: the colours are right at once and no inline script is needed.
(() => {
  let kept = "auto";
  try {
    kept = localStorage.getItem("entente-scheme") ?? "auto";
  } catch {
    // A browser that refuses storage follows the system's scheme.
  }
  const dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.scheme = dark ? "dark" : "light";
})();
