import type { ProblemCode } from '@regulars/contracts';
import type { Cards } from '../cards/index.ts';
import type { Roster, RosterMember } from '../members/index.ts';
import type { Remark } from './import.ts';
import { identifiers, type MemberDraft } from './member-draft.ts';
import { knownBy, peopleBy } from './people.ts';
import { RefusedLine, type Refusal } from './refusals.ts';

/** Finds the club's members for the people in a file. */
export class MemberMatches {
  readonly #known: ReadonlyMap<string, readonly RosterMember[]>;
  /** Cards that are blocked or replaced, or whose member is. */
  readonly #unusable: ReadonlyMap<string, ProblemCode>;
  /** Lines of the same file, by values that must be unique. */
  readonly #claimed = new Map<string, Claim>();

  private constructor(
    known: ReadonlyMap<string, readonly RosterMember[]>,
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
  known(draft: MemberDraft, line: number): RosterMember {
    const member = this.#find(draft, line);
    if (member) return member;
    const [field = 'externalId'] = identifiers.filter((each) => draft[each] !== undefined);
    const params = { value: draft[field] ?? '' };
    throw new RefusedLine(line, { code: 'not-found', reason: 'unknown-member', field, params });
  }

  /**
   * The member of the draft of an item: one of the club's, a new one with this id, or someone with the e-mail of another. A phone that
   * someone else has is left out. Throws RefusedLine if what identifies belongs to several people.
   */
  of(draft: MemberDraft, line: number, id: string): Match {
    this.#assertUsable(draft, line);
    const anchor = this.#anchorOf(draft, line);
    const byEmail = this.#byEmail(draft, anchor, line);
    const found = anchor ?? byEmail.member ?? null;
    const byPhone = this.#byPhone(draft, found, byEmail.shared !== undefined, line);
    const match = matchOf(draft, line, {
      id,
      member: found ?? byPhone.member ?? null,
      shared: byEmail.shared,
      left: [...(byEmail.left ?? []), ...(byPhone.left ?? [])],
    });
    if (!match.shared) this.#claim(match.draft, line, match.member?.id ?? id);
    return match;
  }

  /** By what belongs to one person only. */
  #anchorOf({ externalId, card }: MemberDraft, line: number): RosterMember | null {
    const named = [...namedBy('externalId', externalId), ...namedBy('card', card)];
    for (const { key, field, value } of named) {
      const other = this.#claimed.get(key);
      if (other) throw new RefusedLine(line, takenInFile(field, value, other));
    }
    return this.#onlyOneOf(named, line);
  }

  #byEmail(draft: MemberDraft, anchor: RosterMember | null, line: number): Found {
    const { email } = draft;
    if (email === undefined) return {};
    const key = knownBy('email', email);
    const people = this.#known.get(key);
    const other = this.#claimed.get(key);
    if (!people) {
      if (!other) return {};
      return anchor ? { left: [takenInFile('email', email, other)] } : { shared: { holderId: other.id } };
    }
    if (anchor) return people.some(({ id }) => id === anchor.id) ? {} : { left: [takenBy('email', email)] };
    const [same, ...others] = people.filter((member) => !isSomeoneElse(member, draft));
    if (!same) return people[0] ? { shared: { holderId: people[0].id, holder: people[0] } } : {};
    if (others.length === 0) return { member: same };
    const member = this.#onlyOneOf(namedIn(draft), line);
    return member ? { member } : {};
  }

  #byPhone(draft: MemberDraft, found: RosterMember | null, isShared: boolean, line: number): Found {
    const { phone } = draft;
    if (phone === undefined) return {};
    const key = knownBy('phone', phone);
    const people = this.#known.get(key);
    const other = this.#claimed.get(key);
    const isAlone = identifiers.every((field) => field === 'phone' || draft[field] === undefined);
    if (!people) {
      if (!other) return {};
      const refusal = takenInFile('phone', phone, other);
      if (isAlone) throw new RefusedLine(line, refusal);
      return { left: [refusal] };
    }
    if (found) return people.some(({ id }) => id === found.id) ? {} : { left: [takenBy('phone', phone)] };
    if (isAlone) {
      const member = this.#onlyOneOf(namedIn({ phone }), line);
      return member ? { member } : {};
    }
    const [same, ...others] = isShared ? [] : people.filter((member) => !hasOther(member, draft));
    return same && others.length === 0 ? { member: same } : { left: [takenBy('phone', phone)] };
  }

  #find(draft: MemberDraft, line: number): RosterMember | null {
    this.#assertUsable(draft, line);
    return this.#onlyOneOf(namedIn(draft), line);
  }

  #assertUsable({ card }: MemberDraft, line: number): void {
    const refused = card === undefined ? undefined : this.#unusable.get(card);
    if (refused) throw new RefusedLine(line, { code: refused, field: 'card' });
  }

  /** Null if nobody has one of these. An identifier shared by several members counts less than a unique one. */
  #onlyOneOf(named: readonly Named[], line: number): RosterMember | null {
    const found = named.flatMap(({ key }) => {
      const people = this.#known.get(key);
      return people ? [people] : [];
    });
    // Most people of a file that moves in are new.
    if (found.length === 0) return null;
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

  /** A new identifier belongs to the line that names it first, whether for a new member or for one who lacked it. */
  #claim(draft: MemberDraft, line: number, id: string): void {
    const claim = { line, id };
    for (const field of identifiers) {
      const value = draft[field];
      const key = value === undefined ? undefined : knownBy(field, value);
      if (key !== undefined && !this.#known.has(key)) this.#claimed.set(key, claim);
    }
  }
}

/** The member of a draft. */
export interface Match {
  /** Of the member, if it is a new one. */
  readonly id: string;
  /** Null for a new member. */
  readonly member: RosterMember | null;
  /** Without what belongs to others. */
  readonly draft: MemberDraft;
  readonly remarks: readonly Remark[];
  /** Someone else has the e-mail: a person decides who this is. */
  readonly shared?: Shared | undefined;
}

interface Shared {
  /** The member with the e-mail, who may join by this import. */
  readonly holderId: string;
  /** Absent if it joins by this import. */
  readonly holder?: RosterMember;
}

interface Claim {
  readonly line: number;
  /** Of the member, if it is a new one. */
  readonly id: string;
}

interface Found {
  readonly member?: RosterMember;
  readonly shared?: Shared;
  /** Why the identifier is left out. */
  readonly left?: readonly Refusal[];
}

const matchOf = (
  draft: MemberDraft,
  line: number,
  {
    id,
    member,
    shared,
    left,
  }: Pick<Match, 'id' | 'member' | 'shared'> & { readonly left: readonly Refusal[] },
): Match => {
  if (left.length === 0) return { id, member, shared, draft, remarks: [] };
  const without = new Set(left.map(({ field }) => field));
  const kept = Object.entries(draft).filter(([field]) => !without.has(field));
  return {
    id,
    member,
    shared,
    draft: Object.fromEntries(kept),
    remarks: left.map((refusal) => ({ line, refusal })),
  };
};

const takenBy = (field: string, value: string): Refusal => ({
  code: 'already-taken',
  reason: 'taken-by-member',
  field,
  params: { value },
});

const takenInFile = (field: string, value: string, { line }: Claim): Refusal => ({
  code: 'already-taken',
  reason: 'taken-in-file',
  field,
  params: { value, line },
});

const differs = (one: string | null | undefined, other: string | null | undefined): boolean =>
  Boolean(one && other) && plain(one ?? '') !== plain(other ?? '');

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();

/** The number of another person, or their name beside a number that the club does not know. */
const isSomeoneElse = (member: RosterMember, { externalId, card, firstName }: MemberDraft): boolean =>
  (externalId !== undefined && member.externalId !== null && externalId !== member.externalId) ||
  ((externalId ?? card) !== undefined && differs(member.firstName, firstName));

/** A phone says less than an e-mail: any difference tells two people apart. */
const hasOther = (member: RosterMember, { externalId, email, firstName }: MemberDraft): boolean =>
  differs(member.externalId, externalId) ||
  differs(member.email, email) ||
  differs(member.firstName, firstName);

interface Named {
  readonly field: string;
  readonly value: string;
  readonly key: string;
}

const namedBy = (field: Named['field'], value: string | undefined): Named[] =>
  value === undefined ? [] : [{ field, value, key: knownBy(field, value) }];

const namedIn = (draft: MemberDraft): Named[] => identifiers.flatMap((field) => namedBy(field, draft[field]));
