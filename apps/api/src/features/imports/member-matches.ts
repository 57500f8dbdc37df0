import type { ProblemCode } from '@regulars/contracts';
import type { Cards } from '../cards/index.ts';
import type { MemberRecord, Roster } from '../members/index.ts';
import { identifiers, type MemberDraft } from './member-draft.ts';
import { knownBy, peopleBy } from './people.ts';
import { RefusedLine } from './refusals.ts';

/** Finds the club's members for the people in a file. */
export class MemberMatches {
  readonly #known: ReadonlyMap<string, readonly MemberRecord[]>;
  /** Cards that are blocked or replaced, or whose member is. */
  readonly #unusable: ReadonlyMap<string, ProblemCode>;
  /** Lines of the same file, by values that must be unique. */
  readonly #claimed = new Map<string, number>();

  private constructor(
    known: ReadonlyMap<string, readonly MemberRecord[]>,
    unusable: ReadonlyMap<string, ProblemCode>,
  ) {
    this.#known = known;
    this.#unusable = unusable;
  }

  static async find(drafts: readonly MemberDraft[], roster: Roster, cards: Cards): Promise<MemberMatches> {
    const members = await roster.match({
      externalIds: drafts.flatMap(({ externalId }) => externalId ?? []),
      emails: drafts.flatMap(({ email }) => email?.toLowerCase() ?? []),
      phones: drafts.flatMap(({ phone }) => phone ?? []),
    });
    const known = peopleBy(members);
    const holders = await cards.holdersOf(drafts.flatMap(({ card }) => card ?? []));
    const unusable = new Map<string, ProblemCode>();
    const usable = [...holders.values()].flatMap(({ memberId, refusal }) => (refusal ? [] : [memberId]));
    const byId = new Map((await roster.byIds([...new Set(usable)])).map((member) => [member.id, member]));
    for (const [card, { memberId, refusal }] of holders) {
      const member = byId.get(memberId);
      if (refusal) unusable.set(card, refusal);
      else if (member) known.set(knownBy('card', card), [member]);
    }
    return new MemberMatches(known, unusable);
  }

  /** One of the club's members. Throws RefusedLine if nobody, or several people, have the identifiers. */
  known(draft: MemberDraft, line: number): MemberRecord {
    const member = this.#find(draft, line, namedIn(draft));
    if (member) return member;
    const [field = 'externalId'] = identifiers.filter((each) => draft[each] !== undefined);
    const params = { value: draft[field] ?? '' };
    throw new RefusedLine(line, { code: 'not-found', reason: 'unknown-member', field, params });
  }

  /** Null for a new member. Throws RefusedLine if the identifiers belong to several people. */
  of(draft: MemberDraft, line: number): MemberRecord | null {
    const named = namedIn(draft);
    const member = this.#find(draft, line, named);
    this.#claim(member === null ? named : named.filter(({ key }) => !this.#known.has(key)), line);
    return member;
  }

  #find({ card }: MemberDraft, line: number, named: readonly Named[]): MemberRecord | null {
    const refused = card === undefined ? undefined : this.#unusable.get(card);
    if (refused) throw new RefusedLine(line, { code: refused, field: 'card' });
    const found = named.flatMap(({ key }) => {
      const people = this.#known.get(key);
      return people ? [people] : [];
    });
    // Most people of a file that moves in are new.
    if (found.length === 0) return null;
    // An identifier shared by several members counts less than a unique one.
    const [member, ...others] = found.reduce(
      (all, people) => all.filter(({ id }) => people.some((one) => one.id === id)),
      found[0] ?? [],
    );
    if (others.length > 0 || (!member && found.length > 0)) {
      const params = { value: named.map(({ value }) => value).join(', ') };
      throw new RefusedLine(line, { code: 'already-taken', reason: 'several-members', params });
    }
    return member ?? null;
  }

  /**
   * A new identifier belongs to the line that names it first, whether for a new member or for one who lacked
   * it.
   */
  #claim(named: readonly Named[], line: number): void {
    for (const { key, field, value } of named) {
      const other = this.#claimed.get(key);
      if (other === undefined) continue;
      const params = { value, line: other };
      throw new RefusedLine(line, { code: 'already-taken', reason: 'taken-in-file', field, params });
    }
    for (const { key } of named) this.#claimed.set(key, line);
  }
}

interface Named {
  readonly field: string;
  readonly value: string;
  readonly key: string;
}

const namedIn = (draft: MemberDraft): Named[] =>
  identifiers.flatMap((field) => {
    const value = draft[field];
    return value === undefined ? [] : [{ field, value, key: knownBy(field, value) }];
  });
