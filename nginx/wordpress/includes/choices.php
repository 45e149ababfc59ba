<?php
/**
 * What an author can choose, in a block and in [signpost] alike. It is a closed
 * list: whatever does not fit its row counts as not written, and the address is
 * never among it.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** name => what stands there unless another is chosen, and what fits. */
function choices_there_are() {
	return array(
		'list'     => array( '', '/^[a-z][a-z0-9-]*=[a-z0-9-]+$/D' ),
		'heading'  => array( '2', '/^[2-5]$/D' ),
		'language' => array( '', '/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/D' ),
		'filters'  => array( 'section', '/^(section|here)$/D' ),
		'exit'     => array( 'off', '/^(on|off)$/D' ),
		'shown'    => array( 'page', '/^(page|element|frame)$/D' ),
	);
}

/** The choices that an author's attributes say, each with a value that fits. */
function choices( $attributes ) {
	$chosen = array();
	foreach ( choices_there_are() as $name => list( $usual, $pattern ) ) {
		$value           = is_array( $attributes ) ? ( $attributes[ $name ] ?? '' ) : '';
		$chosen[ $name ] = is_string( $value ) && preg_match( $pattern, $value ) ? $value : $usual;
	}
	// Of the names that Signpost knows, only filters that it has are an author's.
	if ( ! isset( kept_of_address()['lists'][ $chosen['list'] ] ) ) {
		$chosen['list'] = '';
	}
	if ( '' === $chosen['language'] ) {
		$chosen['language'] = page_language();
	}
	return $chosen;
}

/** The language of the page that is being made: Polylang's, WPML's, the site's. */
function page_language() {
	$language = function_exists( 'pll_current_language' ) ? pll_current_language( 'slug' ) : null;
	// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WPML's own.
	$language = $language ? $language : apply_filters( 'wpml_current_language', null );
	return is_string( $language ) && preg_match( choices_there_are()['language'][1], $language )
		? $language : site_language();
}

function site_language() {
	return strtolower( strtok( get_locale(), '_' ) );
}
