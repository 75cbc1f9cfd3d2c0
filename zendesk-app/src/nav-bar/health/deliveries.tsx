import type { AdminHealth } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import { Empty } from "../../ui/card.tsx";
import { Part } from "../parts/page.tsx";
import { DeliveryItem } from "./delivery-item.tsx";

/** The last deliveries from vendors, each with what followed from it. */
export function Deliveries({ deliveries }: Pick<AdminHealth, "deliveries">) {
  return (
    <Part title="health.deliveries">
      {() =>
        deliveries.length === 0 ? (
          <Empty>
            <FormattedMessage id="health.deliveries.none" />
          </Empty>
        ) : (
          <ul>
            {deliveries.map((delivery) => (
              <DeliveryItem key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        )
      }
    </Part>
  );
}
