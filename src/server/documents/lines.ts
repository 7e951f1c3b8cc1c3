export type Face = "text" | "bold" | "code";
/** Text of one weight. */
export type Run = { readonly text: string; readonly bold: boolean };
export type Style = { readonly size: number; readonly leading: number; readonly colour: string; readonly face: Face };
/** A stretch of one face on one line. */
export type Stretch = { readonly text: string; readonly face: Face; readonly width: number };
export type Line = readonly Stretch[];

/** What a typesetter asks of its fonts. */
export type Fonts = {
  readonly width: (text: string, face: Face, size: number) => number;
  readonly draws: (codePoint: number, face: Face) => boolean;
};

type Word = {
  text: string;
  face: Face;
  width: number /** Whether a space follows. */;
  space: boolean /** Whether the line may end here. */;
  ends: boolean;
};

export const extent = (line: Line): number => line.reduce((sum, stretch) => sum + stretch.width, 0);

/** Text into lines no wider than asked: broken at spaces and inside compound words, never at U+00A0 or U+202F, and inside a word only when it must be. */
export function setLines(fonts: Fonts, runs: readonly Run[], style: Style, width: number): Line[] {
  const gap = (word: Word): number => (word.space ? fonts.width(" ", word.face, style.size) : 0);
  const lines: Word[][] = [[]];
  let used = 0;
  for (const group of groupsOf(wordsOf(fonts, runs, style, width))) {
    const line = lines[lines.length - 1]!;
    const last = line[line.length - 1];
    const between = last ? gap(last) : 0;
    const own = group.reduce((sum, word, index) => sum + word.width + (index > 0 ? gap(group[index - 1]!) : 0), 0);
    if (last && used + between + own > width) {
      lines.push([...group]);
      used = own;
    } else {
      line.push(...group);
      used += between + own;
    }
  }
  return lines.map((line) => stretchesOf(fonts, line, style));
}

/** Words with no permitted end between them go to the next line together: a bold word and the comma after it. */
function groupsOf(words: readonly Word[]): Word[][] {
  const groups: Word[][] = [];
  let open = false;
  for (const word of words) {
    if (open) groups[groups.length - 1]!.push(word);
    else groups.push([word]);
    open = !word.ends;
  }
  return groups;
}

function wordsOf(fonts: Fonts, runs: readonly Run[], style: Style, width: number): Word[] {
  const words: Word[] = [];
  for (const run of runs) {
    const face = run.bold ? "bold" : style.face;
    for (const [, spaces, text] of printable(fonts, run.text, face).matchAll(
      /( *)([^ ]*?(?:(?<=[\p{L}\p{N}]{2})-(?=\p{L}{2})|(?= |$)))/gu,
    )) {
      const last = words[words.length - 1];
      if (spaces && last) Object.assign(last, { space: true, ends: true });
      if (!text) continue;
      const pieces = piecesOf(fonts, text, face, style.size, width);
      pieces.forEach((piece, index) => {
        const ends = index < pieces.length - 1 || text.endsWith("-");
        words.push({ text: piece, face, width: fonts.width(piece, face, style.size), space: false, ends });
      });
    }
  }
  return words;
}

function piecesOf(fonts: Fonts, text: string, face: Face, size: number, width: number): string[] {
  if (fonts.width(text, face, size) <= width) return [text];
  const pieces: string[] = [""];
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    const last = pieces[pieces.length - 1]!;
    if (last !== "" && fonts.width(last + segment, face, size) > width) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** The space that ends a line stays in it, unseen: whoever listens to the page or copies it gets two words, not one. */
function stretchesOf(fonts: Fonts, words: readonly Word[], style: Style): Stretch[] {
  const stretches: { text: string; face: Face }[] = [];
  for (const word of words) {
    const text = word.space ? `${word.text} ` : word.text;
    const last = stretches[stretches.length - 1];
    if (last?.face === word.face) last.text += text;
    else stretches.push({ text, face: word.face });
  }
  return stretches.map((stretch) => ({ ...stretch, width: fonts.width(stretch.text, stretch.face, style.size) }));
}

/** Line ends become spaces, controls go, and a character without a drawing is named by its number rather than lost in a box. */
function printable(fonts: Fonts, text: string, face: Face): string {
  const plain = text
    .normalize("NFC")
    .replace(/[\t\n\r\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "");
  return plain.replace(/[^ -~\u00a0-\u017f]/gu, (sign) => {
    const code = sign.codePointAt(0)!;
    return fonts.draws(code, face) ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
