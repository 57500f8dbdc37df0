import type { Language } from '@regulars/contracts';
import { button, text, type Template } from '../mail-content.ts';

export interface InvitationData {
  readonly name: string;
  readonly link: string;
  readonly role: 'cashier' | 'manager' | 'admin';
  readonly invitedBy: string;
}

const roles: Record<Language, Record<InvitationData['role'], string>> = {
  de: { cashier: 'an der Kasse', manager: 'in der Leitung', admin: 'als Admin' },
  en: { cashier: 'at the till', manager: 'as a manager', admin: 'as an admin' },
  cs: { cashier: 'na pokladně', manager: 've vedení', admin: 'jako administrátor' },
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
        text('Der Link gilt 7 Tage und nur einmal.'),
      ],
      reason: `Du bekommst diese Mail, weil dich jemand in das Team von ${brand.name} eingeladen hat.`,
    },
    en: {
      subject: `Invitation to the team of ${brand.name}`,
      preview: `${invitedBy} invites you.`,
      title: `Hello ${name}`,
      parts: [
        text(`${invitedBy} invites you to work at ${brand.name} ${roles.en[role]}.`),
        button('Accept the invitation', link),
        text('The link works for 7 days, and once.'),
      ],
      reason: `You get this mail because somebody invited you to the team of ${brand.name}.`,
    },
    cs: {
      subject: `Pozvánka do týmu ${brand.name}`,
      preview: `Zve vás ${invitedBy}.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(`${invitedBy} vás zve ke spolupráci v klubu ${brand.name}, ${roles.cs[role]}.`),
        button('Přijmout pozvánku', link),
        text('Odkaz platí 7 dní a jen jednou.'),
      ],
      reason: `Tento e-mail dostáváte, protože vás někdo pozval do týmu ${brand.name}.`,
    },
  })[language];
