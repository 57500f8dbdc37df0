import type { Language } from '@regulars/contracts';
import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface InvitationData {
  readonly name: string;
  readonly link: string;
  readonly role: 'cashier' | 'manager' | 'admin';
  readonly invitedBy: string;
}

const roles: Record<Language, Record<InvitationData['role'], string>> = {
  de: { cashier: 'an der Kasse', manager: 'in der Leitung', admin: 'als Admin' },
  en: { cashier: 'at the till', manager: 'as a manager', admin: 'as an admin' },
  cs: { cashier: 'pokladna', manager: 'vedení', admin: 'administrátor' },
};

export const invitation: Template<InvitationData> = ({ name, link, role, invitedBy }, { language, brand }) =>
  ({
    de: {
      subject: `Einladung ins Team von ${brand.name}`,
      preview: `${invitedBy} lädt dich ein.`,
      title: `Hallo ${name}`,
      parts: [
        text(`${invitedBy} lädt dich ein, bei ${brand.name} ${roles.de[role]} mitzuarbeiten.`),
        button('Einladung annehmen', link),
        text('Der Link gilt 7 Tage und funktioniert nur einmal.'),
      ],
      reason: `Du bekommst diese E-Mail, weil dich jemand ins Team von ${brand.name} eingeladen hat.`,
    },
    en: {
      subject: `Invitation to the team of ${brand.name}`,
      preview: `${invitedBy} has invited you.`,
      title: `Hello ${name}`,
      parts: [
        text(`${invitedBy} has invited you to work at ${brand.name} ${roles.en[role]}.`),
        button('Accept the invitation', link),
        text('The link works once, within 7 days.'),
      ],
      reason: `You get this e-mail because someone invited you to the team of ${brand.name}.`,
    },
    cs: {
      subject: `Pozvánka do týmu klubu ${brand.name}`,
      preview: `Pozvání posílá ${invitedBy}.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`${invitedBy} vás zve do týmu klubu ${brand.name}. Vaše role: ${roles.cs[role]}.`),
        button('Přijmout pozvánku', link),
        text('Odkaz platí 7 dní a lze ho použít jen jednou.'),
      ],
      reason: `Tento e-mail dostáváte, protože vás někdo pozval do týmu klubu ${brand.name}.`,
    },
  })[language];
