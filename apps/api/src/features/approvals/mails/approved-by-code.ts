import { button, momentOf, type Template, text } from '../../../platform/mail/index.ts';

export interface ApprovedByCodeData {
  readonly name: string;
  /** The person who requested and approved. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** To the approval in the console. */
  readonly link: string;
}

/** To everyone who runs the club: someone approved their own request. */
export const approvedByCode: Template<ApprovedByCodeData> = ({ name, by, at, link }, reading) => {
  const { language, brand } = reading;
  const when = momentOf(at, reading);
  return {
    de: {
      subject: 'Eine Freigabe mit Notfallcode',
      preview: `${by} hat bei ${brand.name} den eigenen Antrag mit einem Notfallcode freigegeben.`,
      title: `Hallo ${name}`,
      parts: [
        text(`${by} hat den eigenen Antrag ohne zweite Person mit einem Notfallcode freigegeben.`),
        text(when),
        text('Was freigegeben wurde, siehst du in der Verwaltung und im Protokoll:'),
        button('Freigabe ansehen', link),
      ],
      reason: `Alle, die ${brand.name} leiten, bekommen diese E-Mail.`,
    },
    en: {
      subject: 'Request approved with a recovery code',
      preview: `${by} approved their own request at ${brand.name} with a recovery code.`,
      title: `Hello ${name}`,
      parts: [
        text(`${by} used a recovery code to approve their own request without a second person.`),
        text(when),
        text('You can see the request in the console and in the audit log:'),
        button('View the approval', link),
      ],
      reason: `Everyone who runs ${brand.name} gets this e-mail.`,
    },
    cs: {
      subject: 'Schválení záložním kódem',
      preview: `V klubu ${brand.name} byla vlastní žádost schválena záložním kódem: ${by}.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Vlastní žádost schválena bez druhé osoby, záložním kódem: ${by}.`),
        text(when),
        text('Podrobnosti najdete ve správě a v protokolu:'),
        button('Zobrazit schválení', link),
      ],
      reason: `Tento e-mail dostávají všichni, kdo vedou klub ${brand.name}.`,
    },
  }[language];
};
