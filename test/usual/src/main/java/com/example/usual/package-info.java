/** Functions as AWS's guides write them: event classes, clients with their defaults. */
package com.example.usual;
