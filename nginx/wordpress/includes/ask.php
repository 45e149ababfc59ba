<?php
/**
 * Asks the Signpost. Only this server does, and it passes on nothing of the
 * visitor's but filters, and those only where filters stay on the page.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** How long a page waits, and for how long nothing is asked for after a failure. */
const WAIT  = 2;
const PAUSE = 30;

/** How many lists an author can choose from at most, and are asked for at once. */
const LISTS = 500;
const PAGE  = 100;

/** What is answered with status 200, without a way to another address; or ''. */
function ask( $path, $most = MB_IN_BYTES ) {
	add_action( 'requests-requests.before_request', __NAMESPACE__ . '\wait_in_all', 10, 5 );
	add_action( 'requests-requests.before_parse', __NAMESPACE__ . '\refuse_packed' );
	$answer = wp_remote_get(
		address() . $path,
		array(
			'timeout'             => WAIT,
			'redirection'         => 0,
			'limit_response_size' => $most,
			'user-agent'          => 'Signpost',
			'cookies'             => array(),
			'headers'             => array( 'Accept-Encoding' => 'identity' ),
			'decompress'          => false,
		)
	);
	remove_action( 'requests-requests.before_request', __NAMESPACE__ . '\wait_in_all' );
	remove_action( 'requests-requests.before_parse', __NAMESPACE__ . '\refuse_packed' );
	return 200 === wp_remote_retrieve_response_code( $answer ) ? wp_remote_retrieve_body( $answer ) : '';
}

/**
 * The list that a query asks for, or '' where it cannot be had. One with a wish
 * is of one visitor and never kept. While somebody asks for a list anew, others
 * are shown the one there is, and do not wait too.
 */
function ask_list( $query, $wish ) {
	$name = 'signpost_' . md5( address() . $query );
	$held = '' === $wish ? get_transient( $name ) : false;
	if ( is_array( $held ) && ( time() < $held['until'] || get_transient( 'signpost_asking' ) ) ) {
		return $held['list'];
	}
	if ( '' === address() || get_transient( 'signpost_pause' ) ) {
		return '';
	}
	return '' === $wish ? ask_and_hold( $name, $query ) : ask_wish( '/fragment?' . $query . $wish );
}

/** What failed may be one visitor's wish alone: it takes the list from nobody else. */
function ask_wish( $path ) {
	return get_transient( 'signpost_pause_wish' ) ? '' : ask_unless_it_failed( $path, '_wish' );
}

function ask_and_hold( $name, $query ) {
	set_transient( 'signpost_asking', '1', WAIT + 1 );
	$list = ask_unless_it_failed( '/fragment?' . $query );
	if ( '' !== $list ) {
		$held = array(
			'list'  => $list,
			'until' => time() + FRESH,
		);
		set_transient( $name, $held, FRESH + 5 * WAIT );
	}
	delete_transient( 'signpost_asking' );
	return $list;
}

/**
 * After a failure one visitor waits to see whether it is over, and not all who
 * come meanwhile. nginx's crisis lines are a failure too: the kept ones are in
 * the page's language, and dated.
 */
function ask_unless_it_failed( $path, $kind = '' ) {
	$pause  = 'signpost_pause' . $kind;
	$failed = 'signpost_failed' . $kind;
	if ( get_transient( $failed ) ) {
		set_transient( $pause, '1', PAUSE );
	}
	$list = cleaned( ask( $path ) );
	if ( '' === $list || is_last_resort( $list ) ) {
		set_transient( $pause, '1', PAUSE );
		set_transient( $failed, '1', HOUR_IN_SECONDS );
		return '';
	}
	if ( get_transient( $failed ) ) {
		delete_transient( $failed );
		delete_transient( $pause );
	}
	return $list;
}

function is_last_resort( $html ) {
	return str_starts_with( $html, '<section class="signpost signpost-last-resort"' );
}

/** The crisis lines for when nothing else can be had, or ''. */
function ask_last_resort( $language ) {
	$html = cleaned( ask( '/fragment/last-resort?lang=' . rawurlencode( $language ) ) );
	return is_last_resort( $html ) ? $html : '';
}

/**
 * `facet=term` => its name, of every list there is, up to LISTS; none where not
 * all were told. Those of a filter that has very many come page by page.
 */
function ask_lists() {
	$lists = array();
	$page  = 0;
	do {
		++$page;
		$answer = ask( '/api/v1/facets?lang=' . rawurlencode( site_language() ) . '&page=' . $page . '&per_page=' . PAGE, MB_IN_BYTES / 4 );
		$facets = members( json_decode( $answer, true ), 'facets' );
		foreach ( $facets as $facet ) {
			$lists += lists_of( $facet );
		}
		$has_more = in_array( false, array_column( $facets, 'last_page' ), true );
	} while ( $has_more && $page < LISTS / PAGE );
	return array() === $facets ? array() : array_slice( $lists, 0, LISTS );
}

/** Those of one filter. */
function lists_of( $facet ) {
	$lists = array();
	foreach ( members( $facet, 'terms' ) as $term ) {
		$list = text_of( $facet, 'id' ) . '=' . text_of( $term, 'id' );
		if ( preg_match( choices_there_are()['list'][1], $list ) ) {
			$lists[ $list ] = sanitize_text_field( text_of( $facet, 'name' ) . ': ' . text_of( $term, 'name' ) );
		}
	}
	return $lists;
}

/** What stands under a name in JSON of somebody else's, if it is what it should be. */
function members( $value, $name ) {
	return is_array( $value ) && is_array( $value[ $name ] ?? null ) ? $value[ $name ] : array();
}

function text_of( $value, $name ) {
	return is_array( $value ) && is_string( $value[ $name ] ?? null ) ? $value[ $name ] : '';
}
