/** Raised whenever a message changes so that a page of the version before would misread it. */
export const PROTOCOL_VERSION = 2;
