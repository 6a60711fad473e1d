import type { Admission } from '../rooms/admission.js';
import type { Handlers } from './bind.js';
import { seatOf } from './page.js';

/** What hosts decide about who comes in. */
export function admissionHandlers(
  admission: Admission,
): Pick<Handlers, 'waiting:admit' | 'waiting:deny' | 'invitation:make'> {
  return {
    async 'waiting:admit'(socket, request) {
      await admission.admit(seatOf(socket), request);
      return {};
    },
    async 'waiting:deny'(socket, request) {
      await admission.deny(seatOf(socket), request);
      return {};
    },
    'invitation:make': (socket, request) => admission.invite(seatOf(socket), request),
  };
}
