import { Injectable } from '@nestjs/common';
import { worded } from './consents.repository.ts';
import { JoiningTerms, type Said } from './joining-terms.ts';
import type { ConsentGiven, MemberRecord, NewMember } from './member.ts';
import { Members } from './members.ts';

interface Agreed {
  /** Null if no terms are published. */
  readonly version: number | null;
  readonly consents: readonly ConsentGiven[];
}

const accepting = { way: 'joining', pointer: '/acceptedTerms/version' } as const;

/** Members who join on their own, and what they agree to. */
@Injectable()
export class NewMembers {
  constructor(
    private readonly members: Members,
    private readonly terms: JoiningTerms,
  ) {}

  /** Throws `invalid-request` if the terms are not accepted. */
  async agreed(said: Said): Promise<Agreed> {
    return this.terms.agreed(said);
  }

  /** In a transaction. */
  async create(newcomer: NewMember, { version, consents }: Agreed): Promise<MemberRecord> {
    const member = await this.members.create({
      ...newcomer,
      source: 'portal',
      consents: consents.map(worded),
    });
    if (version !== null)
      await this.terms.accept(member.id, { ...accepting, version, language: newcomer.language });
    return member;
  }
}
