import { Allowances, OrderEntry, ParticipantId, Restrictions, Role, RoomSettings } from '@hangouts/protocol';
import { z } from 'zod';

const Before = z.discriminatedUnion('what', [
  z.object({ what: z.literal('inside'), participant: ParticipantId }),
  z.object({ what: z.literal('role'), participant: ParticipantId, role: Role }),
  z.object({
    what: z.literal('restrictions'),
    participant: ParticipantId,
    restrictions: Restrictions.partial(),
  }),
  z.object({
    what: z.literal('settings'),
    settings: RoomSettings.omit({ passcode: true })
      .partial()
      .extend({ allow: Allowances.partial().optional() }),
  }),
]);

/**
 * A line of the log of order as it is kept. An earlier version did not write what a line changed, and kept everything
 * as it was before: having that back would undo what was decided since, so that it is not offered.
 */
export const LoggedAct = OrderEntry.omit({ undo: true })
  .extend({
    change: OrderEntry.shape.change.default(null),
    count: OrderEntry.shape.count.default(null),
    before: Before.nullable(),
    undone: z.boolean(),
  })
  .transform((line) => (line.change === null && holdsAll(line.before) ? { ...line, before: null } : line));

function holdsAll(before: z.output<typeof Before> | null): boolean {
  return before?.what === 'settings' || before?.what === 'restrictions';
}
