import type { ChatMessage } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { english } from '../language/fixture.js';
import { message, personId } from '../session/fixture.js';
import { beginningOf, chatAsText } from './chatAsText.js';

it('says who wrote what, to whom, and what became of it', () => {
  const file = {
    id: 'f',
    name: 'notes.pdf',
    size: 1_200_000,
    type: 'application/octet-stream',
    image: false,
  };
  const messages: ChatMessage[] = [
    message(1, '**Hello**\nall'),
    { ...message(2, 'psst'), to: { participant: personId(2), name: 'Ben' }, replyTo: 1 },
    { ...message(4, ''), file, edited: 5 },
    { ...message(5, ''), deleted: 'host' },
  ];
  const lines = chatAsText(english, 'physics', messages).split('\n');
  expect(lines[0]).toBe('physics');
  expect(lines.map((line) => line.replace(/^\[.*?\] /u, ''))).toEqual([
    'physics',
    '',
    'Person 1',
    '**Hello**',
    'all',
    '',
    'Person 1 (only to Ben)',
    '> Person 1: Hello all',
    'psst',
    '',
    'Person 1',
    'File: notes.pdf (1.2 MB)',
    '(edited)',
    '',
    'Person 1',
    'A host deleted this message.',
    '',
  ]);
});

it('begins as the message does, in so many characters', () => {
  expect(beginningOf(message(1, '👋'.repeat(100)), 3)).toBe('👋👋👋…');
  expect(beginningOf({ text: '', file: { name: 'a.txt' } as ChatMessage['file'] })).toBe('a.txt');
});
