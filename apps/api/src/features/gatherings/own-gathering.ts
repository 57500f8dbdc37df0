import type { OwnGathering } from '@regulars/contracts';
import { showGathering, type GatheringRow, type Surroundings } from './gathering.ts';
import type { OwnAttendance } from './attendances.repository.ts';

interface OwnPart {
  readonly answer: OwnAttendance | undefined;
  readonly who: string[];
  readonly mayAnswer: boolean;
}

/** As a member sees it. The link of one online is for those who come. */
export const showOwn = (
  row: GatheringRow,
  around: Surroundings,
  { answer, who, mayAnswer }: OwnPart,
): OwnGathering => {
  const { state, figures, place, ...rest } = showGathering(row, around);
  const { id, community, title, description, picture, startsAt, endsAt, timeZone } = rest;
  const { places, left, answersUntil, reason } = rest;
  if (state === 'draft') throw new Error('no member is shown a draft');
  const comes = answer?.state === 'going' || answer?.state === 'came';
  return {
    ...{ id, community, title, description, picture, startsAt, endsAt, timeZone },
    ...{ places, left, answersUntil, reason },
    state,
    place: { ...place, link: comes ? place.link : null },
    coming: figures.going + figures.came,
    waiting: figures.waiting,
    who,
    answer: answer
      ? {
          state: answer.state,
          ahead: answer.state === 'waiting' ? (answer.ahead ?? 0) : null,
          mails: answer.mails,
        }
      : null,
    mayAnswer,
  };
};
