import { Button } from "@zendeskgarden/react-buttons";
import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { SkeletonLine } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useFailureWords } from "../data/use-action.ts";
import type { useAdminData } from "../data/use-admin-data.ts";
import { Row } from "./page.tsx";

interface LoadedProps<Body> {
  data: ReturnType<typeof useAdminData<Body>>;
  children: (body: Body) => ReactNode;
}

/** What admins see once it is there; what is there stays when asking again fails. */
export function Loaded<Body>({ data: { body, failure, reload }, children }: LoadedProps<Body>) {
  const say = useFailureWords();
  return (
    <>
      <div role="status">
        {failure && (
          <Notice type="warning">
            <Row>
              {say(failure)}
              <Button size="small" onClick={reload}>
                <FormattedMessage id="common.retry" />
              </Button>
            </Row>
          </Notice>
        )}
      </div>
      {body === undefined ? !failure && <LoadingLines /> : children(body)}
    </>
  );
}

function LoadingLines() {
  return (
    <div aria-hidden>
      <SkeletonLine width="240px" height={32} />
      <SkeletonLine width="100%" height={160} />
      <SkeletonLine width="100%" height={160} />
    </div>
  );
}
