/** Where the API has hangouts. */
export const ROOMS = '/api/v1/rooms';

/** Where it has one. */
export function apiOf(room: string): string {
  return `${ROOMS}/${encodeURIComponent(room)}`;
}

/** Where calendars read a planned one. */
export function calendarOf(room: string): string {
  return `${apiOf(room)}/calendar.ics`;
}
