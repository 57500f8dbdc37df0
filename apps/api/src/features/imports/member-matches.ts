import { ClubError } from '../../platform/club-error.ts';
import type { Cards } from '../cards/index.ts';
import type { MemberRecord, Roster } from '../members/index.ts';
import { RefusedLine } from './cells.ts';
import { identifiers, type MemberDraft } from './member-draft.ts';

const keyOf = (field: string, value: string): string =>
  `${field} ${field === 'email' ? value.toLowerCase() : value}`;

/** Who of the club the people of a file are. */
export class MemberMatches {
  readonly #known: ReadonlyMap<string, MemberRecord>;
  /** Cards that are blocked or replaced, or whose member is. */
  readonly #unusable: ReadonlyMap<string, ClubError>;
  /** Newcomers of the same file, by what nobody else may have. */
  readonly #newcomers = new Map<string, number>();

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
    if (refused) throw new RefusedLine(line, refused.code, `card: ${refused.details.detail ?? refused.code}`);
    const keys = identifiers.flatMap((field) => {
      const value = draft[field];
      return value === undefined ? [] : [keyOf(field, value)];
    });
    const found = keys.flatMap((key) => this.#known.get(key) ?? []);
    const [member] = found;
    if (found.some(({ id }) => id !== member?.id))
      throw new RefusedLine(line, 'already-taken', `${keys.join(' and ')} belong to different members`);
    if (member) return member;
    for (const key of keys) {
      const other = this.#newcomers.get(key);
      if (other !== undefined)
        throw new RefusedLine(line, 'already-taken', `${key}: line ${other} has it too`);
    }
    for (const key of keys) this.#newcomers.set(key, line);
    return null;
  }
}

const holderOf = async (card: string, cards: Cards): Promise<string | ClubError | null> => {
  try {
    return (await cards.resolve(card)).memberId;
  } catch (error) {
    if (!(error instanceof ClubError)) throw error;
    return error.code === 'unknown-card' ? null : error;
  }
};
