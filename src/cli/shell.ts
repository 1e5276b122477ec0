/** The one place that speaks to the process: output, environment, interruption. */

/** Writing to the standard output failed (a full disk); a reader that went away is no failure. */
export class OutputError extends Error {
  constructor(readonly code: string) {
    super(`the standard output cannot be written: ${code}`);
  }
}

export interface Shell {
  /** Data: what the command makes. */
  out(text: string): Promise<void>;
  /** Talk: what it has to say about it. */
  err(text: string): Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a stream is a terminal, where a line can be written anew. */
  isTerminal(stream: "out" | "err"): boolean;
  /** Whether it shows colour, too. */
  hasColour(stream: "out" | "err"): boolean;
  /** From here on the first Ctrl-C or SIGTERM is this signal, and the second ends the program. */
  interruption(): AbortSignal;
}

export function processShell(): Shell {
  const streams = { out: process.stdout, err: process.stderr };
  const isTerminal = (stream: "out" | "err") => streams[stream].isTTY === true && process.env.TERM !== "dumb";
  // Without a listener a reader that goes away (`| head`) would end the program with a stack trace.
  for (const stream of Object.values(streams)) stream.on("error", () => undefined);
  return {
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    env: process.env,
    isTerminal,
    hasColour: (stream) => isTerminal(stream) && !process.env.NO_COLOR,
    interruption: () => {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === "" || stream.destroyed) return resolve();
    stream.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error || error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") resolve();
      else reject(new OutputError(error.code ?? "EIO"));
    });
  });
}
