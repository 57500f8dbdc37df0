import { Controller } from '@nestjs/common';
import {
  checkMailDomain,
  getMailSettings,
  sendTestMail,
  type MailDomain,
  type MailSettings,
  type MailTest,
} from '@regulars/contracts';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor } from '../../platform/http/contract.ts';
import { Delivery, PortalLinks } from '../../platform/mail/index.ts';
import { Attempts } from '../identity/index.ts';
import { MailTests } from './mail-tests.ts';
import { SenderDomain } from './sender-domain.ts';

const hour = 3600;
const mostTests = 5;
const mostChecks = 60;

/** Whether mails of this club can arrive. */
@Controller()
export class MailSettingsController {
  constructor(
    private readonly delivery: Delivery,
    private readonly links: PortalLinks,
    private readonly tests: MailTests,
    private readonly domain: SenderDomain,
    private readonly attempts: Attempts,
  ) {}

  @Contract(getMailSettings)
  async show(): Promise<MailSettings> {
    const { server, sender } = this.delivery;
    return { delivery: server === null ? 'files' : 'server', server, sender, links: this.links.to('/') };
  }

  @Contract(sendTestMail)
  async test(@CurrentActor() actor: Actor): Promise<MailTest> {
    await this.attempts.count('mail-test', personBehind(actor) ?? '', mostTests, hour);
    return this.tests.send(actor);
  }

  @Contract(checkMailDomain)
  async check(@CurrentActor() actor: Actor): Promise<MailDomain> {
    await this.attempts.count('mail-domain', personBehind(actor) ?? '', mostChecks, hour);
    return this.domain.check();
  }
}
