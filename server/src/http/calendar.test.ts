import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarOf, type CalendarEvent } from './calendar.js';

const EVENT: CalendarEvent = {
  uid: '7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11',
  sequence: 2,
  changedAt: Date.UTC(2027, 0, 30, 9, 5, 7, 123),
  title: 'Book club',
  startsAt: Date.UTC(2027, 0, 31, 18, 0),
  duration: 90,
  url: new URL('https://hangouts.example/r/k7fq-2mxp-9hdt'),
};

/** The event as another program reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent');
  expect(events).toHaveLength(1);
  return events[0] ?? new ICAL.Component('none');
}

const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const withTitle = (title: string) => calendarOf({ ...EVENT, title });

it('is an event as RFC 5545 writes one', () => {
  expect(unfolded(calendarOf(EVENT))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hangouts//Hangouts//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    'UID:7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11',
    'SEQUENCE:2',
    'DTSTAMP:20270130T090507Z',
    'LAST-MODIFIED:20270130T090507Z',
    'DTSTART:20270131T180000Z',
    'DURATION:PT1H30M',
    'SUMMARY:Book club',
    'LOCATION:https://hangouts.example/r/k7fq-2mxp-9hdt',
    'DESCRIPTION:https://hangouts.example/r/k7fq-2mxp-9hdt',
    'URL:https://hangouts.example/r/k7fq-2mxp-9hdt',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

it.each([
  [5, 'PT5M'],
  [60, 'PT1H'],
  [61, 'PT1H1M'],
  [1_440, 'PT24H'],
])('%i minutes are %s', (duration, written) => {
  expect(unfolded(calendarOf({ ...EVENT, duration }))).toContain(`DURATION:${written}`);
});

describe('a title', () => {
  it.each([
    [String.raw`a, b; c \ d`, String.raw`a\, b\; c \\ d`],
    ['two\nlines', String.raw`two\nlines`],
    ['two\r\nlines', String.raw`two\nlines`],
    ['two\rlines', String.raw`two\nlines`],
    ['x\r\nEND:VEVENT\r\nBEGIN:VEVENT', String.raw`x\nEND:VEVENT\nBEGIN:VEVENT`],
    ['\u0000\u0007\u001b[31m\u0085', '[31m'],
    ['"quoted": <b>bold</b>', '"quoted": <b>bold</b>'],
    ['Чај со Ана 🫖', 'Чај со Ана 🫖'],
  ])('%j is %j', (title, written) => {
    expect(unfolded(withTitle(title))).toContain(`SUMMARY:${written}`);
  });

  it('is folded between characters, at 75 octets', () => {
    for (const title of ['x'.repeat(300), '🦊'.repeat(100), 'ш'.repeat(99), `a${'日'.repeat(80)}`]) {
      const lines = withTitle(title).split('\r\n');
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(unfolded(withTitle(title))).toContain(`SUMMARY:${title}`);
      expect(read(withTitle(title)).getFirstPropertyValue('summary')).toBe(title);
    }
  });

  it('is never more than the text of one event, whatever it is', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '\r',
          '\n',
          '\r\n ',
          ';',
          ',',
          '\\',
          ':',
          '"',
          '\t',
          'BEGIN:VEVENT',
          '\u2028',
          '\u0085',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(nasty, (title) => {
        const text = withTitle(title);
        for (const line of text.split('\r\n')) {
          expect(line).not.toMatch(/[\r\n]/);
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
        expect(unfolded(text)).toHaveLength(18);
        const event = read(text);
        const names = event.getAllProperties().map(({ name }) => name);
        expect(names).toHaveLength(10);
        // Half a character does not survive UTF-8, nor do control characters; all else does.
        const kept = title.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
        expect(event.getFirstPropertyValue('summary')).toBe(kept);
        expect(event.getFirstPropertyValue('uid')).toBe(EVENT.uid);
        expect(String(event.getFirstPropertyValue('dtstart'))).toBe('2027-01-31T18:00:00Z');
        expect(String(event.getFirstPropertyValue('duration'))).toBe('PT1H30M');
      }),
    );
  });
});
