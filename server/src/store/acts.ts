import { OrderEntry, ParticipantId, Restrictions, Role, RoomSettings } from '@hangouts/protocol';
import { z } from 'zod';

const Before = z.discriminatedUnion('what', [
  z.object({ what: z.literal('inside'), participant: ParticipantId }),
  z.object({ what: z.literal('role'), participant: ParticipantId, role: Role }),
  z.object({ what: z.literal('restrictions'), participant: ParticipantId, restrictions: Restrictions }),
  z.object({ what: z.literal('settings'), settings: RoomSettings.omit({ passcode: true }).partial() }),
]);

/** A line of the log of order as it is kept. */
export const LoggedAct = OrderEntry.omit({ undo: true }).extend({
  before: Before.nullable(),
  undone: z.boolean(),
});
