import { expect, test } from 'vitest';
import { pathOf, routeOf, wishesOf } from './route.js';

test.each([
  ['/', { page: 'home' }],
  ['/r/book-club', { page: 'room', room: 'book-club' }],
  ['/r/book-club/', { page: 'room', room: 'book-club' }],
  ['/r/Book%20Club', { page: 'room', room: 'book-club' }],
  ['/r/%D0%BA%D0%BB%D1%83%D0%B1', { page: 'room', room: 'клуб' }],
  ['/r/%E0%A4%A', { page: 'room', room: 'e0-a4-a' }],
  ['/r/', { page: 'nowhere' }],
  ['/r/!!!', { page: 'nowhere' }],
  ['/elsewhere', { page: 'nowhere' }],
  ['/r/a/b', { page: 'nowhere' }],
])('%s is %j', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

test('a room and its path lead to each other', () => {
  for (const room of ['book-club', 'клуб', 'café'])
    expect(routeOf(pathOf(room))).toEqual({ page: 'room', room });
});

test.each([
  ['', { name: null, joinNow: false, microphone: null, camera: null }],
  ['?name=Ana&join=now&mic=off&cam=on', { name: 'Ana', joinNow: true, microphone: false, camera: true }],
  ['?join=later&cam=off', { name: null, joinNow: false, microphone: null, camera: false }],
])('%s wishes %j', (search, wishes) => {
  expect(wishesOf(search)).toEqual(wishes);
});
