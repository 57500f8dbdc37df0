import { button, type Template, text } from '../../../platform/mail/index.ts';

export interface CardLostData {
  readonly name: string;
  /** Where to ask for a new password. */
  readonly link: string;
}

/** A security notice: someone reported the cards of this account as lost. */
export const cardLost: Template<CardLostData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: 'Deine Karte ist gesperrt',
      preview: `Deine Karte von ${brand.name} wurde als verloren gemeldet.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Deine Karte von ${brand.name} wurde in deinem Konto als verloren gemeldet. Sie gilt ab sofort nicht mehr. Deine Punkte bleiben, und eine neue Karte bekommst du in deinem Konto.`,
        ),
        text('Wenn du das warst, musst du nichts tun. Wenn nicht, wähle gleich ein neues Passwort:'),
        button('Neues Passwort wählen', link),
      ],
      reason: `Wir schicken diese E-Mail, um dein Konto bei ${brand.name} zu schützen.`,
    },
    en: {
      subject: 'Your card is blocked',
      preview: `Your ${brand.name} card was reported as lost.`,
      title: `Hello ${name}`,
      parts: [
        text(
          `Your ${brand.name} card was reported as lost in your account. It no longer works. Your points stay, and you can get a new card in your account.`,
        ),
        text('If it was you, you do not need to do anything. If not, choose a new password straight away:'),
        button('Choose a new password', link),
      ],
      reason: `We send this e-mail to protect your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Vaše karta je zablokovaná',
      preview: `Karta klubu ${brand.name} byla nahlášena jako ztracená.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `Vaše karta klubu ${brand.name} byla ve vašem účtu nahlášena jako ztracená. Od této chvíle neplatí. Body vám zůstávají a novou kartu získáte ve svém účtu.`,
        ),
        text('Pokud jste to byli vy, je vše v pořádku. Pokud ne, zvolte si hned nové heslo:'),
        button('Zvolit nové heslo', link),
      ],
      reason: `Tento e-mail posíláme, abychom chránili váš účet v klubu ${brand.name}.`,
    },
  })[language];
