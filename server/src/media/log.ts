/** What the media adapter needs of a logger: the part of pino's that it calls. */
export interface MediaLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
