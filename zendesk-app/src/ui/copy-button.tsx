import CopyIcon from "@zendeskgarden/svg-icons/src/12/copy-stroke.svg";
import CheckIcon from "@zendeskgarden/svg-icons/src/16/check-sm-stroke.svg";
import { useEffect, useState } from "react";
import { useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "./color.ts";
import { copyText } from "./copy-text.ts";
import { focusRing } from "./focus-ring.ts";
import { PlainButton, Spoken } from "./text.tsx";

const SHOWN_FOR = 2_000;

const Row = styled(PlainButton)`
  ${focusRing}
  display: flex;
  align-items: center;
  gap: 8px;
  width: 100%;

  & > span:first-child {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  & > svg {
    flex: none;
    margin-inline-start: auto;
    color: ${color("foreground.subtle")};
  }

  &:hover > svg {
    color: ${color("foreground.default")};
  }
`;

const Done = styled(CheckIcon)`
  && {
    color: ${color("foreground.success")};
  }
`;

interface CopyButtonProps {
  /** What is copied. */
  value: string;
  /** How it is shown; as it is if not given. */
  shown?: string;
  /** What the button does, in words. */
  label: string;
}

/** A value that a click copies. */
export function CopyButton({ value, shown = value, label }: CopyButtonProps) {
  const intl = useIntl();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => setCopied(await copyText(value));
  return (
    <>
      <Row type="button" aria-label={label} title={shown} onClick={copy}>
        <span>{shown}</span>
        {isCopied ? <Done aria-hidden /> : <CopyIcon aria-hidden />}
      </Row>
      <Spoken role="status">{isCopied && intl.formatMessage({ id: "common.copied" })}</Spoken>
    </>
  );
}
