<?php
/**
 * The section in a page, as a block, as [signpost], as an element or a frame.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** Whether the text is for an editor who looks at what is being written. */
function is_for_editor( $tell = null ) {
	static $is = false;
	if ( null !== $tell ) {
		$is = $tell;
	}
	return $is;
}

/** Where nobody can use the section: what is read elsewhere, or searched. */
function is_elsewhere() {
	return is_feed() || is_search() || is_embed()
		|| ( defined( 'REST_REQUEST' ) && REST_REQUEST && ! is_for_editor() );
}

function render( $attributes ) {
	static $number = 0;
	$chosen = choices( $attributes );
	if ( is_elsewhere() ) {
		return link_to_page();
	}
	++$number;
	add_filter( 'no_texturize_tags', __NAMESPACE__ . '\without_sections' );
	wp_enqueue_style( 'signpost' );
	wp_enqueue_script( 'signpost' );
	if ( ! is_for_editor() && ! is_preview() ) {
		learn_language( $chosen['language'] );
	}
	if ( 'element' === $chosen['shown'] && is_of_this_site() ) {
		return render_element( $chosen, $number );
	}
	return 'frame' === $chosen['shown'] && '' !== address() ? render_frame( $chosen ) : render_in_page( $chosen, $number );
}

/** WordPress would change quotation marks and hyphens in it. */
function without_sections( $tags ) {
	return array_merge( $tags, array( 'section' ) );
}

function link_to_page() {
	return '<p><a href="' . esc_url( get_permalink() ) . '">' . esc_html__( 'Who can help: see the list on our website.', 'signpost' ) . '</a></p>';
}

/** Whether the list has the origin of this website, as an element wants it. */
function is_of_this_site() {
	return preg_match( '~^https?://[^/]+~i', home_url(), $own ) && 0 === strcasecmp( $own[0], origin() );
}

function render_in_page( $chosen, $number ) {
	$stays = 'here' === $chosen['filters'] && may_stay();
	$wish  = $stays ? wish() : '';
	$list  = ask_list( query( $chosen, $number, $stays ), $wish );
	return '' !== $list ? $list : last_resort( $chosen['language'] );
}

/** What stands behind `filters` and `keep` is the page's, so they come last. */
function query( $chosen, $number, $stays ) {
	$query = array(
		'lang'    => $chosen['language'],
		'heading' => $chosen['heading'],
		'style'   => 'none',
	);
	if ( 'on' === $chosen['exit'] ) {
		$query['exit'] = 'on';
	}
	if ( $number > 1 ) {
		$query['prefix'] = 's' . $number;
	}
	$text = http_build_query( $query, '', '&' ) . ( '' === $chosen['list'] ? '' : '&' . $chosen['list'] );
	if ( ! $stays ) {
		return $text . '&filters=section';
	}
	$own = own_parameters();
	return $text . '&filters=here' . ( $own ? '&keep=' . implode( ',', array_keys( $own ) ) . '&' . http_build_query( $own, '', '&' ) : '' );
}

/** The browser fetches the section; until then, and if it cannot, the phones. */
function render_element( $chosen, $number ) {
	wp_enqueue_script( 'signpost-host' );
	return '<signpost-section src="' . esc_url( address() . '/fragment?' . query( $chosen, $number, false ) ) . '">'
		. last_resort( $chosen['language'] ) . '</signpost-section>';
}

/** The Signpost must name this website among those that may frame it. */
function render_frame( $chosen ) {
	wp_enqueue_script( 'signpost-host' );
	$query = 'lang=' . $chosen['language'] . '&heading=' . $chosen['heading']
		. ( 'on' === $chosen['exit'] ? '&exit=on' : '' ) . ( '' === $chosen['list'] ? '' : '&' . $chosen['list'] );
	return '<iframe data-signpost title="' . esc_attr__( 'Who can help', 'signpost' ) . '" width="100%" height="600" referrerpolicy="no-referrer" src="'
		. esc_url( address() . '/embed?' . $query ) . '"></iframe><p><a href="' . esc_url( address() . '/phones' ) . '" rel="noreferrer">'
		. esc_html__( 'The phone lines by themselves', 'signpost' ) . '</a></p>';
}

/** The section's own style sheet and scripts, from this website alone. */
function register_assets() {
	$version = get_file_data( FILE, array( 'Version' ) )[0];
	wp_register_style( 'signpost', plugins_url( 'assets/signpost.css', FILE ), array(), $version );
	wp_register_script( 'signpost', plugins_url( 'assets/signpost.js', FILE ), array(), $version, true );
	wp_register_script( 'signpost-host', plugins_url( 'assets/signpost-host.js', FILE ), array(), $version, true );
}

add_action( 'init', __NAMESPACE__ . '\register_assets', 5 );
add_shortcode( 'signpost', __NAMESPACE__ . '\render' );
add_filter(
	'rest_request_before_callbacks',
	function ( $response, $handler, $request ) {
		is_for_editor( str_starts_with( $request->get_route(), '/wp/v2/block-renderer/signpost/section' ) );
		return $response;
	},
	10,
	3
);
