/** The longest chat message, in code points. */
export const MESSAGE_LENGTH = 4_000;
/** The most chat messages in one answer. */
export const HISTORY_PAGE = 100;
/** The most people whom one message can mention. */
export const MENTIONS = 20;
/** The longest text that is searched for, in code points. */
export const SEARCH_LENGTH = 100;
/** The most messages that one search gives. */
export const SEARCH_PAGE = 20;
/** The most messages that can be asked for by their numbers at once. */
export const QUOTES = 50;
/** The longest that a room's chat is kept after it was written, in days. */
export const HISTORY_DAYS = 365;
/** The largest file in the chat, in bytes. */
export const FILE_SIZE = 10_000_000;
/** The largest piece of a file in one message, in bytes: small enough that signaling gets between two. */
export const CHUNK_SIZE = 64_000;
/** The largest frame that the socket takes, in bytes. */
export const FRAME_SIZE = 2_000_000;
/** The most tiles in one `view:tiles`. */
export const VIEW_TILES = 200;
/** The least and the most that somebody may want to receive, in bits per second. */
export const BUDGET = { least: 64_000, most: 100_000_000 } as const;
/** The longest side of a picture or of a tile, in physical pixels. */
export const PICTURE_SIDE = 16_384;
/** The longest session description that is passed on between two pages, in bytes. */
export const SIGNAL_SIZE = 256_000;
/** The shortest and the longest passcode of a room, in code points. */
export const PASSCODE_LENGTH = { least: 4, most: 64 } as const;
/** The longest that an invitation can last, in seconds. */
export const INVITATION_LASTS = 400 * 24 * 60 * 60;
/** How long a planned hangout may be, in minutes. */
export const PLAN_DURATION = { least: 5, most: 24 * 60 } as const;
/** How far behind and ahead of now a planned hangout may begin, in milliseconds. */
export const PLAN_AHEAD = { least: -24 * 60 * 60 * 1_000, most: 2 * 366 * 24 * 60 * 60 * 1_000 } as const;
/** The longest line of a caption, in code points. */
export const CAPTION_LENGTH = 400;
/** The longest reason of a report, in code points. */
export const REPORT_LENGTH = 500;
/** How long a seat is kept for somebody whose line is lost, in milliseconds. */
export const SEAT_KEPT = 60_000;
