/** An IP address and a port. */
export interface Endpoint {
  address: string;
  port: number;
}

/** From where to where a relay passes things on. Port 0 listens at any free one. */
export interface RelayOptions {
  listen: Endpoint;
  target: Endpoint;
}
