/** The environment as the rest of the server sees it: checked, completed with defaults, ready to use. */

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** PEM files of a certificate that somebody else made. */
export interface CertificateFiles {
  certificate: string;
  key: string;
}

/** How https is served. `files` is null where the server makes a certificate itself. */
export type TlsConfig = { mode: 'off' } | { mode: 'self'; port: number; files: CertificateFiles | null };

export interface MediaConfig {
  /** How many media workers run. */
  workers: number;
  /** The first worker's port, UDP and TCP; each further worker takes the next. */
  port: number;
  /** The IP address that media are received at. */
  host: string;
  /** Addresses told to the browsers, or null for every up address of this machine. */
  announcedAddresses: string[] | null;
  /** A mediasoup-worker to use instead of the one that would be found, or null. */
  workerBinary: string | null;
}

/** Whether and how two people are connected browser to browser. */
export interface DirectConfig {
  /** Whether it is offered at all. */
  offered: boolean;
  /** STUN servers for the browsers (RFC 7064). */
  stunUrls: string[];
  /** TURN servers for the browsers (RFC 7065), and the secret that they share with this one; or null. */
  turn: { urls: string[]; secret: string } | null;
  /** How long two who are left wait before they are connected directly again, in milliseconds. */
  stepDownDelay: number;
}

export interface Config {
  /** The IP address that is listened at, or `localhost`. */
  host: string;
  /** The plain http port; 0 takes any free one. */
  port: number;
  /** The origin that people see (`https://hangouts.example`), or null where none was given. */
  publicUrl: string | null;
  tls: TlsConfig;
  /** Addresses and CIDR ranges of proxies whose forwarding headers count. */
  trustProxy: string[];
  /** Origins besides the server's own whose pages may open a socket. */
  allowedOrigins: string[];
  /** CSP sources that may frame the page; empty refuses all framing. */
  frameAncestors: string[];
  /** Absolute path of the folder that everything kept is under. */
  dataDir: string;
  /** The secret that was given, or null where the one in the data folder counts. */
  secret: string | null;
  /** The most people in one room at once, or null for no limit of the server's. */
  roomLimit: number | null;
  media: MediaConfig;
  direct: DirectConfig;
  logLevel: LogLevel;
  /** What a bearer must show for the metrics, or null where only loopback may read them. */
  metricsToken: string | null;
}
