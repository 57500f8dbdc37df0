import { Injectable } from '@nestjs/common';
import { acceptsTerms, type Language } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { ConsentsRepository } from './consents.repository.ts';
import type { ConsentGiven, MemberRecord } from './member.ts';

export interface AcceptedTerms {
  readonly version: number;
  /** What the member reads. */
  readonly language: Language;
  readonly way: 'joining' | 'account-opening' | 'asked';
  /** Where the request names the version. */
  readonly pointer?: string;
  /** Now if absent. */
  readonly at?: Date;
}

/** Keeps the club's terms and who accepted them. */
export interface TermsKeeper {
  /** The version in force; null if no terms are published. */
  inForce(): Promise<number | null>;
  /** Also true if there is nothing to accept. */
  isAcceptedBy(memberId: string): Promise<boolean>;
  /** Throws `legal-text-missing` if that version cannot be accepted. */
  accept(memberIds: readonly string[], terms: AcceptedTerms): Promise<void>;
}

/** What a person says about the terms: the version, or the consent that earlier clients send. */
export interface Said {
  readonly acceptedTerms?: { readonly version: number } | undefined;
  readonly consents: readonly ConsentGiven[];
}

/** The terms, as far as they matter for joining. The feature that keeps the texts registers once. */
@Injectable()
export class JoiningTerms {
  #keeper: TermsKeeper | undefined;

  constructor(private readonly consents: ConsentsRepository) {}

  keptBy(keeper: TermsKeeper): void {
    this.#keeper = keeper;
  }

  async isAcceptedBy(memberId: string): Promise<boolean> {
    return (await this.#keeper?.isAcceptedBy(memberId)) ?? true;
  }

  /**
   * The version that a person accepts, and the consents to store: no consent without its text. Throws
   * `invalid-request` if the terms are not accepted.
   */
  async agreed({
    acceptedTerms,
    consents,
  }: Said): Promise<{ version: number | null; consents: ConsentGiven[] }> {
    const others = consents.filter(({ purpose }) => purpose !== 'terms');
    if (acceptedTerms)
      return { version: acceptedTerms.version, consents: [...others, accepting(acceptedTerms.version)] };
    const version = (await this.#keeper?.inForce()) ?? null;
    if (version === null) return { version, consents: others };
    if (!acceptsTerms(consents))
      throw ClubError.field('invalid-request', '/consents', 'the terms must be accepted');
    return { version, consents: [...others, accepting(version)] };
  }

  /**
   * Consents as they are stored: one to the terms names the version in force. Where no terms are published, nothing is
   * consented to.
   */
  async worded(consents: readonly ConsentGiven[]): Promise<ConsentGiven[]> {
    const others = consents.filter(({ purpose }) => purpose !== 'terms');
    if (others.length === consents.length) return others;
    const version = (await this.#keeper?.inForce()) ?? null;
    return version === null
      ? others
      : consents.map((consent) => (consent.purpose === 'terms' ? { ...consent, version } : consent));
  }

  /** Throws `legal-text-missing`. */
  async accept(memberId: string, terms: AcceptedTerms): Promise<void> {
    if (!this.#keeper)
      throw ClubError.field('legal-text-missing', terms.pointer ?? '', 'no terms are published');
    await this.#keeper.accept([memberId], terms);
  }

  /**
   * For a member that others added. Asks only members who have not accepted the terms. Throws as `agreed` and
   * `accept` do.
   */
  async acceptAtOpening({ id, language }: MemberRecord, said: Said): Promise<void> {
    if (await this.isAcceptedBy(id)) {
      await this.consents.give(
        id,
        said.consents.filter(({ purpose }) => purpose !== 'terms'),
      );
      return;
    }
    const { version, consents } = await this.agreed(said);
    await this.consents.give(id, consents);
    if (version === null) return;
    await this.accept(id, { version, language, way: 'account-opening', pointer: '/acceptedTerms/version' });
  }

  /** The version in force, for a member who says so in the profile. Throws `legal-text-missing`. */
  async acceptInForce(memberId: string, language: Language, pointer: string): Promise<void> {
    const version = (await this.#keeper?.inForce()) ?? null;
    if (version === null) throw ClubError.field('legal-text-missing', pointer, 'no terms are published');
    await this.accept(memberId, { version, language, way: 'asked', pointer });
  }
}

const accepting = (version: number): ConsentGiven => ({ purpose: 'terms', granted: true, version });
