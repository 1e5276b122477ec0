export interface MedplumServer {
  /** The server's base URL, on 127.0.0.1. */
  base: string;
  /** Ends the server and with it all that it stored. */
  stop(): Promise<void>;
}

export function startMedplum(): Promise<MedplumServer>;
