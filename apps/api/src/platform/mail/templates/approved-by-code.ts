import { button, text, type Template } from '../mail-content.ts';
import { momentOf } from './words.ts';

export interface ApprovedByCodeData {
  readonly name: string;
  /** Who asked and approved. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** To the approval in the console. */
  readonly link: string;
}

/** To those who lead the club: somebody approved the own request. */
export const approvedByCode: Template<ApprovedByCodeData> = ({ name, by, at, link }, reading) => {
  const { language, brand } = reading;
  const when = momentOf(at, reading);
  return {
    de: {
      subject: 'Eine Freigabe mit Notfallcode',
      preview: `${by} hat bei ${brand.name} einen eigenen Antrag mit einem Notfallcode freigegeben.`,
      title: `Hallo ${name}`,
      parts: [
        text(`${by} hat einen eigenen Antrag ohne zweite Person freigegeben, mit einem Notfallcode.`),
        text(when),
        text('Was freigegeben wurde, steht in der Konsole und im Protokoll:'),
        button('Freigabe ansehen', link),
      ],
      reason: `Diese Mail geht an alle, die ${brand.name} leiten.`,
    },
    en: {
      subject: 'An approval by recovery code',
      preview: `${by} approved an own request at ${brand.name} with a recovery code.`,
      title: `Hello ${name}`,
      parts: [
        text(`${by} approved an own request without a second person, with a recovery code.`),
        text(when),
        text('What was approved is in the console and in the audit log:'),
        button('See the approval', link),
      ],
      reason: `This mail goes to everybody who leads ${brand.name}.`,
    },
    cs: {
      subject: 'Schválení záložním kódem',
      preview: `${by} schválil(a) v klubu ${brand.name} vlastní žádost záložním kódem.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(`${by} schválil(a) vlastní žádost bez druhé osoby, záložním kódem.`),
        text(when),
        text('Co bylo schváleno, najdete v konzoli a v protokolu změn:'),
        button('Zobrazit schválení', link),
      ],
      reason: `Tento e-mail dostávají všichni, kdo vedou klub ${brand.name}.`,
    },
  }[language];
};
