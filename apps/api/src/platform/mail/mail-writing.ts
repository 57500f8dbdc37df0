import { Injectable } from '@nestjs/common';
import { MailBrand } from './brand.ts';
import { asPlainText, layOut } from './layout.ts';
import { MailPermission } from './mail-permission.ts';
import { MailTemplates } from './mail-templates.ts';
import { type QueuedMailRow } from './mails.repository.ts';
import { Mjml } from './mjml.ts';

/** The content of a mail, in the reader's language and the look of the club. */
export interface WrittenMail {
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where mail programs unsubscribe with one click; null for mails that need no way out. */
  readonly oneClick: string | null;
}

/** Creates mails from their templates. */
@Injectable()
export class MailWriting {
  constructor(
    private readonly templates: MailTemplates,
    private readonly mjml: Mjml,
    private readonly brand: MailBrand,
    private readonly permission: MailPermission,
  ) {}

  async write({
    template,
    data,
    language,
    ...mail
  }: Pick<
    QueuedMailRow,
    'template' | 'data' | 'language' | 'class' | 'channel' | 'about_id' | 'recipient'
  >): Promise<WrittenMail> {
    if (mail.channel === 'sms') return this.#text(template, data, language);
    const { class: messageClass, channel, about_id: about, recipient } = mail;
    const out = await this.permission.wayOut({ class: messageClass, channel, about, recipient });
    const club = await this.brand.current();
    const brand = out ? { ...club, links: [{ label: wayOutLabel, url: out.page }, ...club.links] } : club;
    const content = this.templates.compose(template, data, { language, brand });
    return {
      from: brand.name,
      subject: content.subject,
      html: await this.mjml.render(layOut(content, brand, language)),
      text: asPlainText(content, brand, language),
      oneClick: out?.oneClick ?? null,
    };
  }

  /** A text message has neither look nor footer. */
  async #text(template: string, data: unknown, language: QueuedMailRow['language']): Promise<WrittenMail> {
    const brand = await this.brand.current();
    const { subject, parts } = this.templates.compose(template, data, { language, brand });
    const text = parts.flatMap((part) => (part.kind === 'text' ? part.text : [])).join('\n');
    return { from: brand.name, subject, html: '', text, oneClick: null };
  }
}

const wayOutLabel = {
  de: 'Abmelden oder auswählen, was du bekommst',
  en: 'Unsubscribe or choose what you get',
  cs: 'Odhlásit odběr nebo vybrat, co chcete dostávat',
};
