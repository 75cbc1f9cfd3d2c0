import type { Customer } from "@sidethread/shared/sidebar";
import { Avatar } from "@zendeskgarden/react-avatars";
import UserIcon from "@zendeskgarden/svg-icons/src/16/user-solo-stroke.svg";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { initials } from "../../format/name.ts";
import { formatPhone } from "../../format/phone.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { CustomerMenu } from "./customer-menu.tsx";
import { Details, HeadGrid } from "./layout.ts";
import { Whereabouts } from "./whereabouts.tsx";

const Name = styled.h1`
  && {
    display: -webkit-box;
    min-width: 0;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    align-self: center;
    font-size: ${({ theme }) => theme.fontSizes.lg};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    line-height: ${({ theme }) => theme.lineHeights.lg};
  }
`;

const Portrait = styled(Avatar)`
  grid-row: 1 / span 2;
`;

/** Name, addresses, place. */
export function CustomerHead({ customer }: { customer: Customer }) {
  const { name, email, phone, links } = customer;
  const intl = useIntl();
  const shownPhone = phone && formatPhone(phone);
  return (
    <HeadGrid>
      <Portrait aria-hidden backgroundColor="background.emphasis" foregroundColor="foreground.onEmphasis">
        {name ? <Avatar.Text>{initials(name)}</Avatar.Text> : <UserIcon />}
      </Portrait>
      <Name title={name ?? undefined}>{name ?? <FormattedMessage id="customer.nameless" />}</Name>
      <CustomerMenu links={links} />
      <Details>
        {email && (
          <CopyButton
            value={email}
            label={intl.formatMessage({ id: "customer.copy_email" }, { value: email })}
          />
        )}
        {phone && shownPhone && (
          <CopyButton
            value={phone}
            shown={shownPhone}
            label={intl.formatMessage({ id: "customer.copy_phone" }, { value: shownPhone })}
          />
        )}
        <Whereabouts customer={customer} />
      </Details>
    </HeadGrid>
  );
}
