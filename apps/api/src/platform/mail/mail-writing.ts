import { Injectable } from '@nestjs/common';
import { MailBrand } from './brand.ts';
import { asPlainText, layOut } from './layout.ts';
import { MailTemplates } from './mail-templates.ts';
import { type QueuedMailRow } from './mails.repository.ts';
import { Mjml } from './mjml.ts';

/** The content of a mail, in the reader's language and the look of the club. */
export interface WrittenMail {
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Creates mails from their templates. */
@Injectable()
export class MailWriting {
  constructor(
    private readonly templates: MailTemplates,
    private readonly mjml: Mjml,
    private readonly brand: MailBrand,
  ) {}

  async write({
    template,
    data,
    language,
  }: Pick<QueuedMailRow, 'template' | 'data' | 'language'>): Promise<WrittenMail> {
    const brand = await this.brand.current();
    const content = this.templates.compose(template, data, { language, brand });
    return {
      from: brand.name,
      subject: content.subject,
      html: await this.mjml.render(layOut(content, brand, language)),
      text: asPlainText(content, brand, language),
    };
  }
}
