import { Controller } from '@nestjs/common';
import {
  getErasure,
  getOwnData,
  getOwnRetention,
  getPrivacySettings,
  readRetainedRecords,
  setPrivacySettings,
  type Erasure,
  type PrivacySettings,
  type ReplyOf,
  type Retention,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  Input,
  type InputOf,
  SentVersion,
} from '../../platform/http/contract.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { Attempts } from '../identity/index.ts';
import { ErasureStates } from './erasure-states.ts';
import { PrivacyChoices } from './privacy-choices.ts';

/** A copy reads all tables. */
const copiesPerHour = 20;

@Controller()
export class PrivacyController {
  constructor(
    private readonly choices: PrivacyChoices,
    private readonly states: ErasureStates,
    private readonly personal: PersonalData,
    private readonly attempts: Attempts,
  ) {}

  @Contract(getPrivacySettings)
  async settings(): Promise<PrivacySettings> {
    return this.choices.show();
  }

  @Contract(setPrivacySettings)
  async choose(
    @Input() { body }: InputOf<typeof setPrivacySettings>,
    @CurrentActor() actor: Actor,
    @SentVersion() version: number | undefined,
  ): Promise<PrivacySettings> {
    return this.choices.choose(actor, body, version);
  }

  @Contract(getOwnRetention)
  async ownRetention(): Promise<Retention> {
    return this.choices.effective();
  }

  @Contract(getOwnData)
  async ownData(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnData>> {
    await this.attempts.count('own-data', memberId, copiesPerHour, 3600);
    return this.personal.copyOf(memberId) as Promise<ReplyOf<typeof getOwnData>>;
  }

  @Contract(getErasure)
  async erasure(@Input() { params }: InputOf<typeof getErasure>): Promise<Erasure> {
    return this.states.of(params.id);
  }

  @Contract(readRetainedRecords)
  async retained(
    @Input() { params }: InputOf<typeof readRetainedRecords>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof readRetainedRecords>> {
    return this.states.read(actor, params.id);
  }
}
