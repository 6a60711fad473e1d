import { expect, test } from 'vitest';
import { english } from '../language/fixture.js';
import { roomFromText } from './roomFromText.js';

test.each([
  ['sunny-otter-sings', 'sunny-otter-sings'],
  ['  Team  Standup! ', 'team-standup'],
  ['https://meet.example/r/book-club', 'book-club'],
  ['http://192.168.1.4:3000/r/book-club?name=Ana', 'book-club'],
  ['meet.example/r/book-club#x', 'book-club'],
  ['/r/book-club', 'book-club'],
  ['https://meet.example/r/%D0%BA%D0%BB%D1%83%D0%B1', 'клуб'],
  ['https://meet.example/r/Book%20Club', 'book-club'],
  ['Café', 'café'],
  ['50%', '50'],
])('%s means %s', (text, room) => {
  expect(roomFromText(english, text)).toEqual({ room, invitation: null });
});

test.each([
  ['https://meet.example/r/book-club#invitation=ey.J-x_1', 'ey.J-x_1'],
  ['http://192.168.1.4:3000/r/book-club?name=Ana#invitation=a%2Fb', 'a/b'],
  ['  meet.example/r/Book%20Club#invitation=abc ', 'abc'],
  ['/r/book-club#other=1&invitation=abc', 'abc'],
  ['/r/book-club#invitation=', null],
  ['book-club#invitation=abc', null],
])('the invitation in %j is %j', (text, invitation) => {
  expect(roomFromText(english, text)).toMatchObject({ invitation });
});

test.each([
  ['', /give the hangout a name/],
  ['   ', /give the hangout a name/],
  ['!!!', /letters, digits and hyphens/],
  ['x'.repeat(61), /at most 60/],
  ['evil‮name', /letters, digits and hyphens/],
  ['https://example.com/somewhere', /does not lead to a hangout/],
])('%j is refused in words', (text, words) => {
  const answer = roomFromText(english, text);
  expect('problem' in answer ? answer.problem : '').toMatch(words);
});
