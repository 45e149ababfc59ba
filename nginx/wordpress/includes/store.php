<?php
/**
 * What the plugin keeps: the address, the owner's words, what was last had from
 * the address for when nothing can be had, and for a minute the list itself.
 * Nothing that a visitor sent is ever among it.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

const ADDRESS = 'signpost_address';
const INSTEAD = 'signpost_instead';
const KEPT    = 'signpost_kept';
const DAILY   = 'signpost_daily';

/** How long a list is shown before it is asked for again, in seconds. */
const FRESH = MINUTE_IN_SECONDS;

/** In how many languages the last resort is kept at most. */
const MOST_LANGUAGES = 20;

/** Where the Signpost is, without a slash at its end; '' until somebody says. */
function address() {
	return (string) get_option( ADDRESS, '' );
}

/** Its scheme, host and port. */
function origin() {
	return preg_match( '~^https?://[^/]+~i', address(), $found ) ? $found[0] : '';
}

/** What the owner wrote for when nothing was ever had. */
function instead() {
	return (string) get_option( INSTEAD, words_instead() );
}

function words_instead() {
	return __( 'The list of who can help cannot be shown at the moment. Please try again later. If you are in danger now, call the emergency number of the country you are in.', 'signpost' );
}

/**
 * What was last had: `fragments` by language, each with the `html` of the phone
 * lines and its `date` as YYYY-MM-DD; `lists`, the names of the lists there are.
 */
function kept() {
	$kept = get_option( KEPT, array() );
	return array_merge(
		array(
			'address'   => '',
			'fragments' => array(),
			'lists'     => array(),
		),
		is_array( $kept ) ? $kept : array()
	);
}

/** What was had from another address is not this one's. */
function kept_of_address() {
	$kept = kept();
	if ( address() !== $kept['address'] ) {
		$kept['lists']     = array();
		$kept['fragments'] = array();
		$kept['address']   = address();
	}
	return $kept;
}

/** Sees to it that the last resort is also kept in a language that a page uses. */
function learn_language( $language ) {
	$kept = kept_of_address();
	if ( '' === address() || isset( $kept['fragments'][ $language ] ) || count( $kept['fragments'] ) >= MOST_LANGUAGES ) {
		return;
	}
	$kept['fragments'][ $language ] = array(
		'html' => '',
		'date' => '',
	);
	update_option( KEPT, $kept, false );
	wp_schedule_single_event( time(), DAILY );
}

/** The kept last resort: in this language, else in any. */
function last_resort( $language ) {
	$fragments = kept_of_address()['fragments'];
	$had       = array_filter( $fragments, fn( $each ) => '' !== $each['html'] );
	$chosen    = $had[ $language ] ?? $had[ site_language() ] ?? reset( $had );
	if ( false === $chosen ) {
		return '<div class="signpost">' . wpautop( instead_cleaned( instead() ) ) . '</div>';
	}
	return $chosen['html'] . '<p class="signpost-small">' . esc_html(
		/* translators: %s: a date */
		sprintf( __( 'As of %s.', 'signpost' ), wp_date( get_option( 'date_format' ), strtotime( $chosen['date'] . ' 12:00 UTC' ) ) )
	) . '</p>';
}

/** The owner's words may have paragraphs, links and emphasis. */
function instead_cleaned( $words ) {
	$tags = array(
		'a'      => array( 'href' => true ),
		'br'     => array(),
		'em'     => array(),
		'p'      => array(),
		'strong' => array(),
	);
	return trim( wp_kses( (string) $words, $tags, array( 'http', 'https', 'mailto', 'sms', 'tel' ) ) );
}

/** Fetches anew what is kept; whether anything was had. */
function refresh() {
	if ( '' === address() ) {
		return false;
	}
	delete_transient( 'signpost_pause' );
	delete_transient( 'signpost_pause_wish' );
	$kept      = kept_of_address();
	$languages = array_unique( array_merge( array( site_language() ), array_map( 'strval', array_keys( $kept['fragments'] ) ) ) );
	foreach ( $languages as $language ) {
		$html = ask_last_resort( $language );
		if ( '' === $html ) {
			return false;
		}
		$kept['fragments'][ $language ] = array(
			'html' => $html,
			'date' => gmdate( 'Y-m-d' ),
		);
	}
	$lists         = ask_lists();
	$kept['lists'] = $lists ? $lists : $kept['lists'];
	update_option( KEPT, $kept, false );
	return true;
}

/** Takes away all that the plugin keeps. */
function forget() {
	foreach ( array( ADDRESS, INSTEAD, KEPT ) as $name ) {
		delete_option( $name );
	}
	forget_lists();
	wp_clear_scheduled_hook( DAILY );
}

/** Forgets the lists of the last minute, and that nothing was answered. */
function forget_lists() {
	global $wpdb;
	$names = $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '\_transient\_signpost\_%'" );
	foreach ( $names as $name ) {
		delete_transient( substr( $name, strlen( '_transient_' ) ) );
	}
}

add_action( DAILY, __NAMESPACE__ . '\refresh' );
add_action(
	'init',
	function () {
		if ( ! wp_next_scheduled( DAILY ) ) {
			wp_schedule_event( time() + DAY_IN_SECONDS, 'daily', DAILY );
		}
	}
);
register_deactivation_hook(
	FILE,
	function () {
		forget_lists();
		wp_clear_scheduled_hook( DAILY );
	}
);
add_action( 'update_option_' . ADDRESS, __NAMESPACE__ . '\forget_lists' );
