import { ClubError } from '../../platform/club-error.ts';
import type { Cards } from '../cards/index.ts';
import type { MemberRecord, Roster } from '../members/index.ts';
import { identifiers, type MemberDraft } from './member-draft.ts';
import { RefusedLine } from './refusals.ts';

const keyOf = (field: string, value: string): string =>
  `${field} ${field === 'email' ? value.toLowerCase() : value}`;

/** Who of the club the people of a file are. */
export class MemberMatches {
  readonly #known: ReadonlyMap<string, MemberRecord>;
  /** Cards that are blocked or replaced, or whose member is. */
  readonly #unusable: ReadonlyMap<string, ClubError>;
  /** Lines of the same file, by what nobody else may have. */
  readonly #claimed = new Map<string, number>();

  private constructor(known: ReadonlyMap<string, MemberRecord>, unusable: ReadonlyMap<string, ClubError>) {
    this.#known = known;
    this.#unusable = unusable;
  }

  static async find(drafts: readonly MemberDraft[], roster: Roster, cards: Cards): Promise<MemberMatches> {
    const known = new Map<string, MemberRecord>();
    const note = (member: MemberRecord): void => {
      for (const field of ['externalId', 'email', 'phone'] as const) {
        const value = member[field];
        if (value !== null) known.set(keyOf(field, value), member);
      }
    };
    const members = await roster.match({
      externalIds: drafts.flatMap(({ externalId }) => externalId ?? []),
      emails: drafts.flatMap(({ email }) => email?.toLowerCase() ?? []),
      phones: drafts.flatMap(({ phone }) => phone ?? []),
    });
    members.forEach(note);
    const holders = new Map<string, string>();
    const unusable = new Map<string, ClubError>();
    for (const card of drafts.flatMap((draft) => draft.card ?? [])) {
      const holder = await holderOf(card, cards);
      if (typeof holder === 'string') holders.set(card, holder);
      else if (holder) unusable.set(card, holder);
    }
    const byId = new Map(
      (await roster.byIds([...new Set(holders.values())])).map((member) => [member.id, member]),
    );
    for (const [card, memberId] of holders) {
      const member = byId.get(memberId);
      if (member) known.set(keyOf('card', card), member);
    }
    return new MemberMatches(known, unusable);
  }

  /** Null for a newcomer. Throws RefusedLine where the identifiers belong to several people. */
  of(draft: MemberDraft, line: number): MemberRecord | null {
    const refused = draft.card === undefined ? undefined : this.#unusable.get(draft.card);
    if (refused) throw new RefusedLine(line, { code: refused.code, field: 'card' });
    const named = identifiers.flatMap((field) => {
      const value = draft[field];
      return value === undefined ? [] : [{ field, value, key: keyOf(field, value) }];
    });
    const found = named.flatMap(({ key }) => this.#known.get(key) ?? []);
    const [member] = found;
    if (found.some(({ id }) => id !== member?.id)) {
      const params = { value: named.map(({ value }) => value).join(', ') };
      throw new RefusedLine(line, { code: 'already-taken', reason: 'several-members', params });
    }
    this.#claim(
      named.filter(({ key }) => !this.#known.has(key)),
      line,
    );
    return member ?? null;
  }

  /** What nobody has yet belongs to the line that names it first, be it of a newcomer or of a member who lacked it. */
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

const holderOf = async (card: string, cards: Cards): Promise<string | ClubError | null> => {
  try {
    return (await cards.resolve(card)).memberId;
  } catch (error) {
    if (!(error instanceof ClubError)) throw error;
    return error.code === 'unknown-card' ? null : error;
  }
};
