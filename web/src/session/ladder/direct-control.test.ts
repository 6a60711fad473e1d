import { expect, it } from 'vitest';
import { readControl } from './direct-control.js';

it.each([
  ['{"type":"switched"}', { type: 'switched' }],
  ['{"type":"switched","more":1}', { type: 'switched' }],
  ['{"type":"hears","level":-20}', { type: 'hears', level: -20 }],
  ['{"type":"hears","level":null}', { type: 'hears', level: null }],
  ['{"type":"hears","level":1}', null],
  ['{"type":"hears","level":"loud"}', null],
  ['{"type":"hears"}', null],
  ['{"type":"constructor"}', null],
  ['null', null],
  ['[]', null],
  ['{', null],
  [`{"type":"switched","more":"${'x'.repeat(1_000)}"}`, null],
  [new ArrayBuffer(4), null],
  [undefined, null],
])('%s', (data, message) => {
  expect(readControl(data)).toEqual(message);
});
