import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  decideModerationCase,
  listModerationDecisions,
  ModerationDecision,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import { isUndoable } from '@regulars/loyalty';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { excerptOf } from '../posts/index.ts';
import type { Sphere } from './author-restrictions.ts';
import type { LockedCase } from './cases.repository.ts';
import { reachOf, type Decider } from './decider.ts';
import { DecisionEffects } from './decision-effects.ts';
import { DecisionRecords } from './decision-records.ts';
import { decisionThen } from './decision-then.ts';
import { SameLinks } from './same-links.ts';
import { ToldAuthors } from './told-authors.ts';

type Body = BodyOf<typeof decideModerationCase>;

/** The team and moderators decide cases. */
@Injectable()
export class Decisions {
  constructor(
    private readonly records: DecisionRecords,
    private readonly effects: DecisionEffects,
    private readonly sameLinks: SameLinks,
    private readonly told: ToldAuthors,
    private readonly clock: Clock,
  ) {}

  async list(
    query: QueryOf<typeof listModerationDecisions>,
  ): Promise<ReplyOf<typeof listModerationDecisions>> {
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.records.decisions.list(query.member ?? null, after, query.limit + 1);
    const { data, cursor } = page(
      rows,
      query.limit,
      (row) => row,
      ({ at, id }) => [toInstant(at), id],
    );
    return { data: await this.records.views.show(data), cursor };
  }

  /** Throws `not-found`, `case-decided`, and `invalid-request` for a measure against nobody. */
  async decide(decider: Decider, caseId: string, body: Body): Promise<ModerationDecision> {
    return this.records.run(async () => {
      const found = await this.#openCase(caseId);
      const sphere = { reach: reachOf(decider), communityId: found.community_id };
      const texts = await this.#texts(found, sphere, body);
      const [writing] = texts;
      if (!writing) throw new ClubError('not-found');
      if (body.author !== 'none' && found.author_id === null)
        throw ClubError.field('invalid-request', '/author', 'it has no member as its author');
      const { before, silencedUntil } = await this.effects.apply(texts, found.author_id, {
        ...body,
        sphere,
      });
      const at = this.clock.date();
      const id = newId();
      await this.records.decisions.insert({
        ...{ id, case_id: caseId, member_id: found.author_id, community_id: found.community_id },
        ...{ writing_kind: writing.kind, writing_id: writing.id, title: writing.title },
        excerpt: excerptOf(writing.source),
        ...{ text_decision: body.text, author_decision: body.author, silenced_until: silencedUntil },
        ...{ reason: body.reason || null, ground: body.ground, rule: body.rule || null, found: found.cause },
        ...{
          before,
          by_id: personBehind(decider.actor),
          by_member_id: decider.memberId,
          reach: sphere.reach,
          at,
        },
      });
      const others = texts.slice(1).map((text) => text.id);
      await this.records.cases.decide(caseId, others, at);
      const row = await this.records.known(id);
      await this.told.decided(row);
      await this.told.reporters(row);
      await this.records.audit(decider.actor, 'moderation.decided', row);
      return this.records.views.one(row);
    });
  }

  /** Throws `not-found`, `not-undoable`. */
  async undo(actor: Actor, id: string): Promise<ModerationDecision> {
    return this.records.run(async () => {
      const row = await this.records.locked(id);
      if (!isUndoable(decisionThen(row), this.clock.now())) throw new ClubError('not-undoable');
      await this.effects.reverse(row, false);
      await this.records.decisions.undo(id, this.clock.date());
      await this.records.cases.reopen(row.case_id);
      await this.told.undone(row);
      const after = await this.records.known(id);
      await this.records.audit(actor, 'moderation.decision-undone', after);
      return this.records.views.one(after);
    });
  }

  async #openCase(id: string): Promise<LockedCase> {
    const found = await this.records.cases.lock(id);
    if (!found || found.cause === 'appeal') throw new ClubError('not-found');
    if (found.state !== 'open') throw new ClubError('case-decided');
    return found;
  }

  /** The one that is judged first. */
  async #texts(found: LockedCase, sphere: Sphere, { sameLink }: Body) {
    const ref = { kind: found.writing_kind, id: found.writing_id };
    const texts = await this.sameLinks.withOthers(ref, sphere);
    return sameLink ? texts : texts.slice(0, 1);
  }
}
