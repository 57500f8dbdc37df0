import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { MailsRepository, PortalLinks, type MailQuestion } from '../../platform/mail/index.ts';
import { Contacts, type Contact } from '../members/index.ts';
import { PermissionSettings } from './permission-settings.ts';

const signatureBytes = 16;

/**
 * Links from mails to the preferences of their reader. A token is the id of the member and a signature of id and address: it
 * works as long as the member has that address, is never used up, and needs no row. Unsubscribing works longer.
 */
@Injectable()
export class PreferenceLinks {
  constructor(
    private readonly settings: PermissionSettings,
    private readonly contacts: Contacts,
    private readonly portal: PortalLinks,
    private readonly mails: MailsRepository,
  ) {}

  /** The page, and the address for one click, for a mail of this class to a member. */
  async linksFor({
    class: messageClass,
    about,
    recipient,
  }: MailQuestion): Promise<{ page: string; oneClick: string }> {
    const token = await this.#token(about, recipient);
    return {
      page: this.pageOf(token),
      oneClick: this.portal.to(`/api/v1/unsubscriptions/${token}?class=${messageClass}`),
    };
  }

  pageOf(token: string): string {
    return this.portal.to(pathOf(token));
  }

  /** The path of the page; null without an address. */
  async ownPath(memberId: string): Promise<string | null> {
    const email = (await this.contacts.of(memberId))?.email ?? null;
    return email === null ? null : pathOf(await this.#token(memberId, email));
  }

  /** Throws `not-found`, also if the member has another address by now. */
  async memberOf(token: string): Promise<Contact & { readonly email: string }> {
    const contact = await this.contacts.of(idIn(token));
    const email = contact?.email;
    if (!contact || !email || !(await this.#isOf(token, contact.id, email))) throw unknown();
    return { ...contact, email };
  }

  /**
   * The member who got the mail with this link, also at an earlier address: a no in an old mail is about all mails. Throws
   * `not-found`.
   */
  async readerOf(token: string): Promise<string> {
    const contact = await this.contacts.of(idIn(token));
    if (!contact) throw unknown();
    const earlier = await this.mails.recipientsBesidesService(contact.id);
    for (const address of contact.email === null ? earlier : [contact.email, ...earlier])
      if (await this.#isOf(token, contact.id, address)) return contact.id;
    throw unknown();
  }

  async #isOf(token: string, memberId: string, email: string): Promise<boolean> {
    const expected = await this.#token(memberId, email);
    return timingSafeEqual(Buffer.from(expected), Buffer.from(token));
  }

  async #token(memberId: string, email: string): Promise<string> {
    return tokenOf(await this.settings.linkKey(), memberId, email);
  }
}

const pathOf = (token: string): string => `/preferences/${token}`;
const unknown = (): ClubError => new ClubError('not-found', 'No such link');

/** 43 characters, like all tokens of mails. */
const tokenOf = (key: Buffer, memberId: string, email: string): string => {
  const id = Buffer.from(memberId.replaceAll('-', ''), 'hex');
  const signed = createHmac('sha256', key).update(id).update(email.toLowerCase()).digest();
  return Buffer.concat([id, signed.subarray(0, signatureBytes)]).toString('base64url');
};

const idIn = (token: string): string =>
  Buffer.from(token, 'base64url')
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
