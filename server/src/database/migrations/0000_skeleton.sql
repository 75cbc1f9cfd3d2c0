CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`subdomain` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`sidebar_secret` text NOT NULL,
	`made` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL,
	`uninstalled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_subdomain_unique` ON `accounts` (`subdomain`);--> statement-breakpoint
CREATE TABLE `connections` (
	`account_id` text NOT NULL,
	`vendor` text NOT NULL,
	`key` text NOT NULL,
	`is_main` integer NOT NULL,
	`hook_key` text NOT NULL,
	`details` text NOT NULL,
	`secrets` text NOT NULL,
	`last_event_at` integer,
	`problem` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `vendor`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connections_hook_key_unique` ON `connections` (`hook_key`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_account` ON `audit` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `oauth_flows` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`account_id` text,
	`subdomain` text NOT NULL,
	`shop` text,
	`actor` text,
	`verifier` text NOT NULL,
	`opener` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `oauth_flows_expiry` ON `oauth_flows` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`zendesk_user_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`,`zendesk_user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `commits` (
	`token` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`channel` text NOT NULL,
	`carrier` text NOT NULL,
	`ours` text NOT NULL,
	`theirs` text NOT NULL,
	`profile_id` text NOT NULL,
	`ticket_id` text,
	`last_text_at` integer,
	`answered_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversations_addresses` ON `conversations` (`account_id`,`channel`,`ours`,`theirs`);--> statement-breakpoint
CREATE INDEX `conversations_profile` ON `conversations` (`account_id`,`profile_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`direction` text NOT NULL,
	`origin` text NOT NULL,
	`title` text,
	`text` text NOT NULL,
	`segments` integer NOT NULL,
	`pictures` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`author` text,
	`carrier_id` text,
	`ticket_id` text,
	`comment_id` text,
	`placed_at` integer,
	`attributed_to` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_id_unique` ON `messages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_carrier` ON `messages` (`account_id`,`carrier_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_comment` ON `messages` (`account_id`,`comment_id`);--> statement-breakpoint
CREATE INDEX `messages_thread` ON `messages` (`account_id`,`conversation_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `messages_ticket` ON `messages` (`account_id`,`ticket_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `messages_at` ON `messages` (`account_id`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`profile_id` text NOT NULL,
	`metric` text NOT NULL,
	`unique_id` text NOT NULL,
	`at` integer NOT NULL,
	`properties` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_once` ON `events` (`account_id`,`unique_id`);--> statement-breakpoint
CREATE INDEX `events_profile` ON `events` (`account_id`,`profile_id`,`at`);--> statement-breakpoint
CREATE INDEX `events_metric` ON `events` (`account_id`,`metric`,`at`);--> statement-breakpoint
CREATE TABLE `links` (
	`code` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`message_id` text NOT NULL,
	`url` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`clicks` integer DEFAULT 0 NOT NULL,
	`last_click_at` integer
);
--> statement-breakpoint
CREATE INDEX `links_message` ON `links` (`account_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `links_expiry` ON `links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`account_id` text NOT NULL,
	`order_id` text NOT NULL,
	`profile_id` text NOT NULL,
	`placed_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`account_id`, `order_id`)
);
--> statement-breakpoint
CREATE INDEX `orders_profile` ON `orders` (`account_id`,`profile_id`,`placed_at`);--> statement-breakpoint
CREATE TABLE `shared_pictures` (
	`code` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`message_id` text NOT NULL,
	`url` text NOT NULL,
	`content_type` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `shared_pictures_message` ON `shared_pictures` (`account_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `shared_pictures_expiry` ON `shared_pictures` (`expires_at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`account_id` text NOT NULL,
	`profile_id` text NOT NULL,
	`voice` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`account_id`, `profile_id`, `voice`, `channel`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `identities` (
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`profile_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `value`)
);
--> statement-breakpoint
CREATE INDEX `identities_profile` ON `identities` (`account_id`,`profile_id`);--> statement-breakpoint
CREATE TABLE `profiles` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text,
	`city` text,
	`country` text,
	`locale` text,
	`time_zone` text,
	`klaviyo_as_of` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`account_id` text NOT NULL,
	`profile_id` text NOT NULL,
	`source` text NOT NULL,
	`key` text NOT NULL,
	`data` text,
	`as_of` integer,
	`failed_since` integer,
	`failed_at` integer,
	PRIMARY KEY(`account_id`, `profile_id`, `source`, `key`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`account_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`profile_id` text NOT NULL,
	`status` text NOT NULL,
	`channel` text,
	`brand_id` text,
	`assignee` text,
	`tags` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`as_of` integer NOT NULL,
	`others_as_of` integer,
	PRIMARY KEY(`account_id`, `ticket_id`)
);
--> statement-breakpoint
CREATE INDEX `tickets_profile` ON `tickets` (`account_id`,`profile_id`);--> statement-breakpoint
CREATE TABLE `watermarks` (
	`account_id` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `source`)
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`source` text NOT NULL,
	`delivery_id` text NOT NULL,
	`order_key` text NOT NULL,
	`body` text NOT NULL,
	`trace_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`run_at` integer NOT NULL,
	`error` text,
	`received_at` integer NOT NULL,
	`handled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`account_id`,`source`,`delivery_id`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`run_at`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `deliveries_order` ON `deliveries` (`account_id`,`order_key`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `deliveries_handled` ON `deliveries` (`handled_at`) WHERE handled_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `deliveries_failed` ON `deliveries` (`account_id`,`id`) WHERE state = 'failed';--> statement-breakpoint
CREATE TABLE `effects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`order_key` text NOT NULL,
	`unique_key` text,
	`payload` text NOT NULL,
	`trace_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`run_at` integer NOT NULL,
	`lease_until` integer,
	`lease_token` text,
	`error` text,
	`created_at` integer NOT NULL,
	`first_attempt_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `effects_due` ON `effects` (`account_id`,`run_at`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `effects_leased` ON `effects` (`lease_until`) WHERE state = 'leased';--> statement-breakpoint
CREATE INDEX `effects_order` ON `effects` (`account_id`,`order_key`,`id`) WHERE state IN ('blocked', 'waiting', 'leased');--> statement-breakpoint
CREATE UNIQUE INDEX `effects_once` ON `effects` (`account_id`,`unique_key`) WHERE unique_key IS NOT NULL AND state IN ('blocked', 'waiting', 'leased');--> statement-breakpoint
CREATE INDEX `effects_finished` ON `effects` (`finished_at`) WHERE finished_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `effects_dead` ON `effects` (`account_id`,`id`) WHERE state = 'dead';--> statement-breakpoint
CREATE TABLE `failures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`at` integer NOT NULL,
	`error` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `failures_subject` ON `failures` (`subject`,`subject_id`);