import { button, text, type MailPart, type Template } from '../mail-content.ts';
import { calendarDay, pointsOf } from './words.ts';

export interface PointsExpiringData {
  readonly name: string;
  /** Where the member sees the points. */
  readonly link: string;
  /** By day, `YYYY-MM-DD` in the club's calendar, the next first. */
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
      preview: 'Wenn du sie vorher einlöst, gehen sie nicht verloren.',
      title: `Hallo ${name}`,
      parts: [
        text(`Ein Teil deiner Punkte bei ${brand.name} verfällt bald:`),
        rows,
        text('Was du vorher einlöst, geht nicht verloren.'),
        button('Meine Punkte ansehen', link),
      ],
      reason: `Du bekommst diese Mail, weil du bei ${brand.name} Punkte sammelst.`,
    },
    en: {
      subject: `${points} will expire on ${day}`,
      preview: 'What you redeem before is not lost.',
      title: `Hello ${name}`,
      parts: [
        text(`Some of your points at ${brand.name} will expire soon:`),
        rows,
        text('What you redeem before is not lost.'),
        button('See my points', link),
      ],
      reason: `You get this mail because you collect points at ${brand.name}.`,
    },
    cs: {
      subject: `${points}: platnost končí ${day}`,
      preview: 'Co uplatníte dříve, to nepropadne.',
      title: `Dobrý den, ${name}`,
      parts: [
        text(`Části vašich bodů v klubu ${brand.name} brzy skončí platnost:`),
        rows,
        text('Co uplatníte dříve, to nepropadne.'),
        button('Zobrazit moje body', link),
      ],
      reason: `Tento e-mail dostáváte, protože v klubu ${brand.name} sbíráte body.`,
    },
  }[language];
};
