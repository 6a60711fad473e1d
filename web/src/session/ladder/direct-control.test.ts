import { expect, it } from 'vitest';
import { readControl } from './direct-control.js';

const CAMERA = { source: 'camera', width: 320, height: 180 };
const SCREEN = { source: 'screen', width: 1_600, height: 1 };

const views = (...tiles: unknown[]) => JSON.stringify({ type: 'views', tiles });

it.each([
  ['{"type":"switched"}', { type: 'switched' }],
  ['{"type":"switched","more":1}', { type: 'switched' }],
  ['{"type":"hears","level":-20}', { type: 'hears', level: -20 }],
  ['{"type":"hears","level":null}', { type: 'hears', level: null }],
  ['{"type":"hears","level":1}', null],
  ['{"type":"hears","level":"loud"}', null],
  ['{"type":"hears"}', null],
  ['{"type":"views","tiles":[]}', { type: 'views', tiles: [] }],
  [views(CAMERA, SCREEN), { type: 'views', tiles: [CAMERA, SCREEN] }],
  [views({ ...CAMERA, participant: 'x' }), { type: 'views', tiles: [CAMERA] }],
  [views(CAMERA, CAMERA, CAMERA), null],
  [views(CAMERA, null), null],
  [views({ ...CAMERA, source: 'microphone' }), null],
  [views({ ...CAMERA, width: 0 }), null],
  [views({ ...CAMERA, width: 1.5 }), null],
  [views({ ...CAMERA, height: 1e9 }), null],
  [views({ ...CAMERA, height: '9' }), null],
  ['{"type":"views","tiles":{"length":1}}', null],
  ['{"type":"views"}', null],
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
