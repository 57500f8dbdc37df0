import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Communities } from '../communities/index.ts';
import { Members } from '../members/index.ts';
import { Notices } from '../notices/index.ts';
import type { Expecting } from './attendances.repository.ts';
import type { GatheringRow } from './gathering.ts';
import { gatheringMail } from './mails/index.ts';
import { Places } from './places.ts';

/** What members are told: a place is free, another time or place, cancelled, tomorrow, in two hours. */
export type Tiding = 'place' | 'moved' | 'cancelled' | 'tomorrow' | 'soon';

/** Two hours before, a mail would come too late, and the notice is there. */
const mailed: ReadonlySet<Tiding> = new Set(['place', 'moved', 'cancelled', 'tomorrow']);

/** Tells members about a gathering: in the portal, and by e-mail those who asked for it. Each thing once. */
@Injectable()
export class Tidings {
  constructor(
    private readonly notices: Notices,
    private readonly communities: Communities,
    private readonly members: Members,
    private readonly places: Places,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** In the transaction of the caller. */
  async tell(what: Tiding, gathering: GatheringRow, people: readonly Expecting[]): Promise<void> {
    if (people.length === 0) return;
    const { name } = await this.communities.known(gathering.communityId);
    const path = pathOf(gathering);
    const startsAt = toInstant(gathering.startsAt);
    const params = { what, title: gathering.title, community: name, startsAt };
    await this.notices.tell(
      people.map((each) => ({
        ...{ memberId: each.memberId, kind: 'gathering' as const, path, params },
        key: keyOf(what, gathering, each),
      })),
    );
    if (mailed.has(what)) await this.#mail(what, gathering, people, name);
  }

  async #mail(
    what: Tiding,
    gathering: GatheringRow,
    people: readonly Expecting[],
    community: Texts,
  ): Promise<void> {
    const wishes = new Map(people.filter(({ mails }) => mails).map((each) => [each.memberId, each]));
    if (wishes.size === 0) return;
    const { timeZone, textIn } = await this.places.of(gathering);
    const told = {
      what,
      title: gathering.title,
      community,
      startsAt: toInstant(gathering.startsAt),
      timeZone,
    };
    const { reason } = gathering;
    const link = this.portal.to(pathOf(gathering));
    const readers = await this.members.whoMayBeWritten([...wishes.keys()]);
    await this.mailer.sendMany(
      readers.flatMap(({ id, email, language, firstName }) => {
        const wish = wishes.get(id);
        if (email === null || !wish) return [];
        const data = { ...told, name: firstName ?? email, place: textIn(language), link, reason };
        const dedupeKey = `${keyOf(what, gathering, wish)}:${id}`;
        return [{ to: email, about: id, language, template: gatheringMail, data, dedupeKey }];
      }),
    );
  }
}

const pathOf = ({ communityId, id }: GatheringRow): string =>
  `/club/communities/${communityId}/gatherings/${id}`;

// Each change is told, each place that someone got in line, and each reminder once for its start.
const keyOf = (what: Tiding, { id, revision, startsAt }: GatheringRow, { turn }: Expecting): string => {
  const at = startsAt.getTime();
  const once = { place: turn, moved: revision, cancelled: revision, tomorrow: at, soon: at }[what];
  return `gathering:${id}:${what}:${once}`;
};
