import { button, calendarDay, type MailPart, type Template, text } from '../../../platform/mail/index.ts';
import { pointsOf } from './points-words.ts';

export interface PointsExpiringData {
  readonly name: string;
  /** The page with the member's points. */
  readonly link: string;
  /** By day, `YYYY-MM-DD` in the club's calendar, soonest first. */
  readonly expiring: readonly { readonly date: string; readonly points: number }[];
}

export const pointsExpiring: Template<PointsExpiringData> = ({ name, link, expiring }, reading) => {
  const { language, brand } = reading;
  const rows: MailPart = {
    kind: 'rows',
    rows: expiring.map(({ date, points }) => [calendarDay(date, reading), pointsOf(points, reading)]),
  };
  const [first] = expiring;
  const points = pointsOf(first?.points ?? 0, reading);
  const day = first ? calendarDay(first.date, reading) : '';
  return {
    de: {
      subject: `${points} verfallen am ${day}`,
      preview: 'Löse sie vorher ein, damit du sie nicht verlierst.',
      title: `Hallo ${name}`,
      parts: [
        text(`Einige deiner Punkte bei ${brand.name} verfallen bald:`),
        rows,
        text('Löse sie vorher ein, damit du sie nicht verlierst.'),
        button('Meine Punkte ansehen', link),
      ],
      reason: `Du bekommst diese E-Mail, weil du bei ${brand.name} Punkte sammelst.`,
    },
    en: {
      subject: `${points} will expire on ${day}`,
      preview: 'Redeem them before then so that you do not lose them.',
      title: `Hello ${name}`,
      parts: [
        text(`Some of your points at ${brand.name} will expire soon:`),
        rows,
        text('Redeem them before then so that you do not lose them.'),
        button('View my points', link),
      ],
      reason: `You get this e-mail because you collect points at ${brand.name}.`,
    },
    cs: {
      subject: `${points}: platnost končí ${day}`,
      preview: 'Uplatněte je dříve, ať o ně nepřijdete.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Části vašich bodů v klubu ${brand.name} brzy skončí platnost:`),
        rows,
        text('Uplatněte je dříve, ať o ně nepřijdete.'),
        button('Zobrazit moje body', link),
      ],
      reason: `Tento e-mail dostáváte, protože v klubu ${brand.name} sbíráte body.`,
    },
  }[language];
};
