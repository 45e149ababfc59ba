<?php
/**
 * The page around the section: what its headers say, and whether filters may
 * stay on it. Both are settled before its first byte, whatever the theme.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** The choices of every section in a text of an author's. */
function sections_in( $content, $depth = 0 ) {
	$sections = sections_in_blocks( parse_blocks( $content ), $depth );
	preg_match_all( '/' . get_shortcode_regex( array( 'signpost' ) ) . '/', $content, $found );
	foreach ( $found[3] as $attributes ) {
		$sections[] = choices( shortcode_parse_atts( $attributes ) );
	}
	return $sections;
}

/** The same, of blocks and those within them, also of patterns that are reused. */
function sections_in_blocks( $blocks, $depth ) {
	$sections = array();
	foreach ( $blocks as $block ) {
		if ( 'signpost/section' === $block['blockName'] ) {
			$sections[] = choices( $block['attrs'] );
		}
		$reused = 'core/block' === $block['blockName'] ? get_post( (int) ( $block['attrs']['ref'] ?? 0 ) ) : null;
		if ( $reused && $depth < 3 ) {
			array_push( $sections, ...sections_in( $reused->post_content, $depth + 1 ) );
		}
		array_push( $sections, ...sections_in_blocks( $block['innerBlocks'], $depth ) );
	}
	return $sections;
}

/** Whether filters may stay on this page; told once, when its headers are sent. */
function may_stay( $tell = null ) {
	static $may = false;
	if ( null !== $tell ) {
		$may = $tell;
	}
	return $may;
}

/** [[name, value], ...] of what the page was asked for, as it was written. */
function asked_for() {
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- taken apart and encoded anew.
	$query = substr( (string) ( $_SERVER['QUERY_STRING'] ?? '' ), 0, 4096 );
	$pairs = array_filter( explode( '&', $query ), fn( $pair ) => '' !== $pair );
	return array_map( fn( $pair ) => array_map( 'urldecode', explode( '=', $pair, 2 ) ) + array( 1 => '' ), $pairs );
}

/**
 * The visitor's filters, as a query goes on; or ''. What is longer than any form's is
 * left out: nginx would refuse such an address.
 */
function wish() {
	$wish = '';
	foreach ( asked_for() as list( $name, $value ) ) {
		$pair = '&' . rawurlencode( $name ) . '=' . rawurlencode( $value );
		if ( str_starts_with( $name, 'sp-' ) && strlen( $wish . $pair ) <= 4096 ) {
			$wish .= $pair;
		}
	}
	return $wish;
}

/**
 * What WordPress itself needs in the address, to find the page again. What else a
 * visitor writes there is a word of theirs.
 */
function own_parameters() {
	$own   = array();
	$pages = array( (string) get_queried_object_id() );
	$needs = array(
		'page_id' => $pages,
		'p'       => $pages,
		'lang'    => array( page_language() ),
	);
	foreach ( asked_for() as list( $name, $value ) ) {
		if ( in_array( $value, $needs[ $name ] ?? array(), true ) ) {
			$own[ $name ] = $value;
		}
	}
	return $own;
}

/**
 * Where filters stay on the page, its address holds what a visitor wishes:
 * nobody keeps the page, neither the browser nor a plugin.
 */
function send_headers_of_page() {
	$post     = is_singular() ? get_queried_object() : null;
	$sections = $post instanceof \WP_Post ? sections_in( $post->post_content ) : array();
	$stays    = in_array( 'here', array_column( $sections, 'filters' ), true );
	may_stay( $stays );
	if ( ( $sections || '' !== wish() ) && ! headers_sent() ) {
		header( 'Referrer-Policy: no-referrer' );
	}
	if ( ! $stays && '' === wish() ) {
		return;
	}
	defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );
	if ( ! headers_sent() ) {
		header( 'Cache-Control: no-store' );
	}
}

add_action( 'template_redirect', __NAMESPACE__ . '\send_headers_of_page', 0 );
