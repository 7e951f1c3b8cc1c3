import type { Socket } from "node:dgram";
import { createSocket } from "node:dgram";
import * as packet from "dns-packet";

/** A real name server on loopback (RFC 1035 over UDP): it knows the domains and texts it is told, and can fall silent. */
export class NameServer {
  /** Texts by name; a domain with an empty list exists and says nothing. */
  readonly zone = new Map<string, readonly (string | readonly string[])[]>();
  silent = false;
  asked = 0;

  private constructor(
    private readonly socket: Socket,
    readonly address: string,
  ) {
    socket.on("message", (message, from) => {
      const query = packet.decode(message);
      this.asked++;
      if (this.silent) return;
      const question = query.questions![0]!;
      const name = question.name.toLowerCase();
      const known = this.zone.get(name);
      const answers = (known ?? []).map((text) => ({
        type: "TXT" as const,
        name: question.name,
        ttl: 1,
        data: typeof text === "string" ? text : [...text],
      }));
      // RCODE 3 is NXDOMAIN: nothing stands at this name.
      const rcode = known === undefined ? 3 : 0;
      const flags = packet.AUTHORITATIVE_ANSWER | rcode;
      const reply = packet.encode({ type: "response", id: query.id!, flags, questions: query.questions!, answers });
      socket.send(reply, from.port, from.address);
    });
  }

  static async start(): Promise<NameServer> {
    const socket = createSocket("udp4");
    await new Promise<void>((ready) => socket.bind(0, "127.0.0.1", ready));
    return new NameServer(socket, `127.0.0.1:${socket.address().port}`);
  }

  close(): Promise<void> {
    return new Promise((closed) => this.socket.close(() => closed()));
  }
}
