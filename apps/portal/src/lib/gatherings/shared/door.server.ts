import { checkIn, listAttendances, undoCheckIn, type Attendance, type CheckedIn } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { RequestEvent } from '@sveltejs/kit';

/** Someone in the list of the door. */
export interface Guest {
  readonly id: string;
  readonly memberId: string;
  readonly name: string;
  readonly note: string | null;
  readonly state: Attendance['state'];
  readonly points: number;
}

/** What the door says after a check-in. */
export interface Entry {
  readonly attendanceId: string;
  readonly title: string;
  readonly texts: readonly string[];
  readonly isNew: boolean;
}

const guestOf = ({ id, member, nickname, state, points }: Attendance): Guest => ({
  id,
  memberId: member.id,
  name: member.displayName,
  note: nickname,
  state,
  points,
});

export async function guestsOf(
  api: Api,
  id: string,
  { searchParams }: URL,
): Promise<{ guests: Guest[]; next: string | null }> {
  const [words, cursor] = [searchParams.get('q'), searchParams.get('cursor')];
  const query = { limit: 100, ...(words ? { query: words } : {}), ...(cursor ? { cursor } : {}) };
  const { data, cursor: after } = await api.call(listAttendances, { params: { id }, query });
  return { guests: data.map(guestOf), next: after.next };
}

const enter = form('enter', { code: anyText, memberId: anyText });
const undo = form('undo', { attendance: someText });

const entryOf = ({ id, member, isNew, expected, points }: CheckedIn): Entry => ({
  attendanceId: id,
  title: isNew
    ? m.gatherings_door_ok({ name: member.displayName })
    : m.gatherings_door_already({ name: member.displayName }),
  texts: [
    ...(isNew && points > 0 ? [m.gatherings_door_gave({ points })] : []),
    ...(isNew && !expected ? [m.gatherings_door_unexpected()] : []),
  ],
  isNew,
});

/** The actions of a page with a door. Sent twice, both do the same, so their forms need no key. */
export const doorActions = (idOf: (event: RequestEvent) => string) => ({
  enter: (event: RequestEvent) =>
    submit(event, enter, async ({ code, memberId }): Promise<Entry> =>
      entryOf(
        await event.locals.api.call(checkIn, {
          params: { id: idOf(event) },
          body: memberId === '' ? { code } : { memberId },
        }),
      ),
    ),
  undo: (event: RequestEvent) =>
    submit(event, undo, async ({ attendance }) => {
      await event.locals.api.call(undoCheckIn, { params: { id: attendance } });
      return null;
    }),
});
