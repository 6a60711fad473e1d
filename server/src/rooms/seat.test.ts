import { PageId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { decideSeat, type Presence, type SeatDecision } from './seat.js';

const mine = PageId.parse('7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11');
const other = PageId.parse('0d4a1b1e-95a4-4a44-8d0a-6e2f0fd2c9aa');

describe('decideSeat', () => {
  const held = (presence: Presence, page = other, generation = 3, removed = false) => ({
    presence,
    page,
    generation,
    removed,
  });

  it.each<[string, Parameters<typeof decideSeat>, SeatDecision]>([
    ['no ticket', [null, held('connected'), mine], 'new'],
    [
      'no ticket, the page has the seat of a join whose answer got lost',
      [null, held('reconnecting', mine), mine],
      'resume',
    ],
    ['a ticket for a seat that is not known any more', [{ generation: 3 }, undefined, mine], 'new'],
    ['the page that holds it is back', [{ generation: 3 }, held('reconnecting', mine), mine], 'resume'],
    ['the page that holds it asks twice', [{ generation: 3 }, held('connected', mine), mine], 'resume'],
    ['its answer with the new ticket got lost', [{ generation: 2 }, held('connected', mine), mine], 'resume'],
    ['a reload after the page was closed', [{ generation: 3 }, held('away'), mine], 'take-over'],
    ['another page, the holder reconnecting', [{ generation: 3 }, held('reconnecting'), mine], 'take-over'],
    ['another page, the holder connected', [{ generation: 3 }, held('connected'), mine], 'ask'],
    ['the holder answered', [{ generation: 3 }, held('connected'), mine, true], 'new'],
    ['the holder did not answer', [{ generation: 3 }, held('connected'), mine, false], 'take-over'],
    ['a ticket of an earlier generation', [{ generation: 2 }, held('away'), mine], 'new'],
    ['somebody who was removed', [{ generation: 3 }, held('away', mine, 3, true), mine], 'removed'],
    [
      'somebody who was removed, old ticket',
      [{ generation: 1 }, held('away', other, 3, true), mine],
      'removed',
    ],
  ])('%s', (_case, args, decision) => {
    expect(decideSeat(...args)).toBe(decision);
  });
});
